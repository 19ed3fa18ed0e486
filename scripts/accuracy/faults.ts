import { methodName, type CleanList, type Paper } from "./lists.ts";

/** Where a fault was put: a JSON Pointer from `data/`, or FILE with a text in its line. */
export type Seeded = string | { file: string; text: string };

/** A fault of one rule that can be put into a list. */
export interface Fault {
  rule: string;
  what: string;
  /** How often it can be in one list; without this, in any paper. */
  once?: true;
  /** Papers that it can be put into. */
  fits?: (paper: Paper, index: number, list: CleanList) => boolean;
  /** Puts it into a paper, with another that nothing else touches. */
  seed(list: CleanList, index: number, other: number): Seeded;
}

const later = (index: number, other: number) => Math.max(index, other);

function fault(
  rule: string,
  what: string,
  seed: (paper: Paper, at: string, index: number) => string,
  fits?: Fault["fits"],
): Fault {
  return {
    rule,
    what,
    ...(fits ? { fits } : {}),
    seed: ({ papers }, index) => seed(papers[index]!, `/papers/${index}`, index),
  };
}

const hasDoi = ({ doi }: Paper) => doi !== undefined;
const hasCode = ({ links }: Paper) => links.code !== undefined;
const isNamed = (_: Paper, index: number) => index % 2 === 0 && index % 4 !== 0;

export const faults: Fault[] = [
  {
    rule: "duplicate-entry",
    what: "a title again, in capitals and with other punctuation",
    fits: ({ title }) => title.includes(": "),
    seed({ papers }, index, other) {
      papers[other]!.title = papers[index]!.title.toUpperCase().replace(":", " -");
      papers[other]!.venue += " B";
      return `/papers/${later(index, other)}/title`;
    },
  },
  {
    rule: "shared-link",
    what: "the repository of another entry",
    fits: hasCode,
    seed({ papers }, index, other) {
      papers[other]!.links.code = papers[index]!.links.code!;
      return `/papers/${later(index, other)}/links/code`;
    },
  },
  {
    rule: "shared-link",
    what: "the DOI of another entry, in capitals",
    fits: hasDoi,
    seed({ papers }, index, other) {
      papers[index]!.doi = `10.1007/s${index}-ab`;
      papers[other]!.doi = `10.1007/S${index}-AB`;
      return `/papers/${later(index, other)}/doi`;
    },
  },
  {
    rule: "copied-summary",
    what: "the summary of another entry",
    fits: (_, index) => index % 4 !== 0,
    seed({ papers }, index, other) {
      papers[other]!.summary = [papers[index]!.summary[0]!];
      return `/papers/${later(index, other)}/summary/0`;
    },
  },
  {
    rule: "copied-summary",
    what: "the summary of another entry, two letters changed",
    fits: (_, index) => index % 4 !== 0,
    seed({ papers }, index, other) {
      const text = papers[index]!.summary[0]!;
      papers[other]!.summary = [`${text.slice(0, 9)}之${text.slice(10, -1)}的`];
      return `/papers/${later(index, other)}/summary/0`;
    },
  },
  {
    rule: "copied-summary",
    what: "another entry's method, not its own",
    fits: isNamed,
    seed({ papers }, index, other) {
      const method = `Moved${methodName(other)}`;
      papers[other]!.title = `${method}: A Study of Moves ${other}`;
      papers[index]!.summary[0] = `${method}是一种方法，${papers[index]!.summary[0]!}`;
      return `/papers/${index}/summary/0`;
    },
  },
  fault("arxiv-form", "a pdf link among abs links", (paper, at) => {
    paper.links.paper = paper.links.paper!.replace("/abs/", "/pdf/");
    return `${at}/links/paper`;
  }),
  fault("arxiv-form", "a version in the link", (paper, at) => {
    paper.links.paper += "v3";
    return `${at}/links/paper`;
  }),
  fault("arxiv-id", "an id of month 13", (paper, at) => {
    paper.links.paper = paper.links.paper!.replace(/\/(\d\d)\d\d\./, "/$113.");
    return `${at}/links/paper`;
  }),
  fault(
    "arxiv-id",
    "an id from a later year than the entry",
    (paper, at) => {
      paper.links.paper = paper.links.paper!.replace(
        /\/\d\d/,
        `/${String(paper.year + 1).slice(2)}`,
      );
      return `${at}/links/paper`;
    },
    ({ year }) => year < 2025,
  ),
  fault("doi-form", "a DOI under a prefix for tests", (paper, at, index) => {
    paper.doi = `10.5555/${3_000_000 + index}`;
    return `${at}/doi`;
  }),
  fault("doi-form", "the legacy address of a DOI", (paper, at, index) => {
    paper.links.project = `https://dx.doi.org/10.1007/x${index}`;
    return `${at}/links/project`;
  }),
  fault("doi-form", "a bare DOI in a link's place", (paper, at, index) => {
    paper.links.project = `10.1007/y${index}`;
    return `${at}/links/project`;
  }),
  fault("venue-evidence", "a year that the address contradicts", (paper, at, index) => {
    paper.venue = "CVPR";
    paper.links.paper = `https://openaccess.thecvf.com/content/CVPR${paper.year - 1}/papers/P${index}_paper.pdf`;
    return `${at}/year`;
  }),
  fault("venue-evidence", "a venue that the DOI contradicts", (paper, at, index) => {
    paper.venue = "CVPR";
    paper.doi = `10.1109/ICCV51070.${paper.year}.${String(index).padStart(5, "0")}`;
    return `${at}/venue`;
  }),
  fault(
    "venue-evidence",
    "an IEEE DOI without the number of its proceedings",
    (paper, at, index) => {
      paper.venue = "ICCV";
      paper.doi = `10.1109/ICCV.${paper.year}.${String(index).padStart(5, "0")}`;
      return `${at}/doi`;
    },
    ({ year }) => year >= 2020,
  ),
  fault("venue-name", "a venue with an l for an I", (paper, at) => {
    paper.venue = "NeurlPS";
    return `${at}/venue`;
  }),
  fault(
    "venue-name",
    "a venue in other letter case",
    (paper, at) => {
      paper.venue = paper.venue.toLowerCase();
      return `${at}/venue`;
    },
    ({ venue }, _, { papers }) => papers.filter((one) => one.venue === venue).length > 2,
  ),
  fault("link-kind", "a user's page for code", (paper, at, index) => {
    paper.links.code = `https://github.com/user-${index}`;
    return `${at}/links/code`;
  }),
  fault("link-kind", "a repository for the paper", (paper, at, index) => {
    paper.links.paper = `https://github.com/user-${index}/paper`;
    return `${at}/links/paper`;
  }),
  fault("link-kind", "one address in two fields", (paper, at, index) => {
    paper.links.code = `https://github.com/twin/r${index}`;
    paper.links.project = paper.links.code;
    return `${at}/links/${Object.keys(paper.links)
      .filter((name) => /code|project/.test(name))
      .at(-1)}`;
  }),
  fault("url-form", "http where https is sure", (paper, at, index) => {
    paper.links.code = `http://github.com/plain/r${index}`;
    return `${at}/links/code`;
  }),
  fault("url-form", "tracking parameters", (paper, at, index) => {
    paper.links.project = `https://p${index}.example.org/?utm_source=x&id=1`;
    return `${at}/links/project`;
  }),
  fault("url-form", "a full stop at the end", (paper, at, index) => {
    paper.links.project = `https://p${index}.example.org/page.`;
    return `${at}/links/project`;
  }),
  fault("url-form", "no scheme", (paper, at, index) => {
    paper.links.code = `github.com/bare/r${index}`;
    return `${at}/links/code`;
  }),
  fault("local-link", "notes that are not there", (paper, at, index) => {
    paper.links.notes = `notes/lost-${index}.md`;
    return `${at}/links/notes`;
  }),
  {
    rule: "local-link",
    what: "notes in another letter case",
    seed({ papers, files }, index) {
      files.set(`notes/Case-${index}.md`, "");
      papers[index]!.links.notes = `notes/case-${index}.md`;
      return `/papers/${index}/links/notes`;
    },
  },
  {
    rule: "notes-match",
    what: "the notes of another entry",
    seed({ papers, files }, index, other) {
      const file = `notes/${papers[other]!.year} ${papers[other]!.title.replace(":", " -")}.md`;
      files.set(file, "");
      papers[index]!.links.notes = encodeURI(file);
      return `/papers/${index}/links/notes`;
    },
  },
  {
    rule: "anchor",
    what: "a contents link in other letter case",
    once: true,
    seed(list) {
      list.template = list.template
        .replace("## 数据集", "## Data Sets")
        .replace("#数据集", "#Data-Sets");
      return { file: "README.md", text: "(#Data-Sets)" };
    },
  },
  {
    rule: "heading",
    what: "a skipped level",
    once: true,
    seed(list) {
      list.template = list.template.replace("- [{{paper.year}}]", "### 目录\n\n- [{{paper.year}}]");
      return { file: "README.md", text: "### 目录" };
    },
  },
  fault(
    "order",
    "a year out of order",
    (paper, at) => {
      paper.year += 1;
      return `${at}/year`;
    },
    ({ year }, index, { papers }) =>
      year < 2025 && [-2, -1, 1, 2].every((step) => papers[index + step]?.year === year),
  ),
  fault(
    "punctuation",
    "a half-width comma between Chinese words",
    (paper, at) => {
      paper.summary[0] = paper.summary[0]!.replace(/(?<=[一-龥])，/, ", ");
      return `${at}/summary/0`;
    },
    (_, index) => index % 4 !== 0,
  ),
  fault(
    "punctuation",
    "a full-width colon in an English title",
    (paper, at) => {
      paper.title = paper.title.replace(": ", "：");
      return `${at}/title`;
    },
    ({ title }) => title.includes(": "),
  ),
  fault("hidden-characters", "a no-break space in a title", (paper, at) => {
    paper.title = paper.title.replace(" for ", "\u00a0for ");
    return `${at}/title`;
  }),
  fault("hidden-characters", "a zero-width space in a summary", (paper, at) => {
    paper.summary[0] = `${paper.summary[0]!.slice(0, 5)}\u200b${paper.summary[0]!.slice(5)}`;
    return `${at}/summary/0`;
  }),
  fault("brackets", "a bracket that nothing closes", (paper, at) => {
    paper.summary[0] += "（见附录";
    return `${at}/summary/0`;
  }),
  fault("brackets", "a bracket closed in another width", (paper, at) => {
    paper.title += " (Extended）";
    return `${at}/title`;
  }),
  fault("unrendered-marks", "bold that CommonMark does not take", (paper, at) => {
    paper.summary[0] = `**${paper.summary[0]!}。**然后验证`;
    return `${at}/summary/0`;
  }),
  fault("unrendered-marks", "a tag that nothing closes", (paper, at) => {
    paper.summary[0] += "<u>要点";
    return `${at}/summary/0`;
  }),
  fault("placeholder-text", "待补充", (paper, at) => {
    paper.summary[0] = "待补充";
    return `${at}/summary/0`;
  }),
  fault("placeholder-text", "TODO", (paper, at) => {
    paper.summary[0] += " TODO";
    return `${at}/summary/0`;
  }),
  {
    rule: "table-shape",
    what: "a row with a cell too few",
    once: true,
    seed({ list }) {
      list.about = ["| 甲 | 乙 |\n| --- | --- |\n| 一 |"];
      return "/list/about/0";
    },
  },
  {
    rule: "page-size",
    what: "a page over the limit",
    once: true,
    seed({ list }) {
      list.rules["page-size"] = ["warning", { limit: 1000 }];
      return { file: "README.md", text: "#" };
    },
  },
  {
    rule: "unused-excuse",
    what: "an excuse for nothing",
    once: true,
    seed({ list, papers }, index) {
      list.excuses = [{ rule: "brackets", entry: papers[index]!.title, reason: "an example" }];
      return "/list/excuses/0";
    },
  },
];
