// Faults in what papers say of themselves and of each other that accuracy is measured with.
import { fault, type Fault } from "./fault.ts";
import { methodName, type Paper } from "./lists.ts";

const later = (index: number, other: number) => Math.max(index, other);
const hasDoi = ({ doi }: Paper) => doi !== undefined;
const isNamed = (_: Paper, index: number) => index % 2 === 0 && index % 4 !== 0;

/** What papers say of themselves and of each other. */
export const workFaults: Fault[] = [
  {
    rule: "future-date",
    what: "a year that is years away",
    once: true,
    // The newest, so that the order stays; before any other fault takes it.
    fits: (_, index) => index === 0,
    seed({ papers }) {
      papers[0]!.year = 2062;
      return "/papers/0/year";
    },
  },
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
    rule: "duplicate-entry",
    what: "a work under its earlier title, with the same paper on arXiv",
    seed({ papers }, index, other) {
      papers[other]!.title = `${papers[index]!.title} Revisited`;
      // The id of the older one is late for neither.
      const last = later(index, other);
      for (const one of [index, other]) papers[one]!.links.paper = papers[last]!.links.paper!;
      return `/papers/${last}/links/paper`;
    },
  },
  {
    rule: "shared-link",
    what: "the paper of another entry",
    seed({ papers }, index, other) {
      for (const one of [index, other])
        papers[one]!.links.paper = `https://papers.example.org/${index}`;
      return `/papers/${later(index, other)}/links/paper`;
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
  fault("arxiv-id", "an id of month 13", (paper, at) => {
    paper.links.paper = paper.links.paper!.replace(/\/(\d\d)\d\d\./, "/$113.");
    return `${at}/links/paper`;
  }),
  fault(
    "arxiv-id",
    "an id from a later year than the entry",
    (paper, at) => {
      paper.links.paper = paper.links.paper!.replace(
        /\/\d{4}/,
        `/${String(paper.year + 1).slice(2)}06`,
      );
      return `${at}/links/paper`;
    },
    ({ year }) => year < 2025,
  ),
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
  fault("venue-name", "a venue that holds its year", (paper, at) => {
    paper.venue = `${paper.venue} ${paper.year}`;
    return `${at}/venue`;
  }),
  fault("author-names", "a name in LaTeX", (paper, at) => {
    paper.authors = ["Anna Doe", "Andr{\\'e} Roe"];
    return `${at}/authors/1`;
  }),
  fault("author-names", "one word beside full names", (paper, at) => {
    paper.authors = ["Anna Doe", "Bo Li", "Carl Roe", "Haoran"];
    return `${at}/authors/3`;
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
];
