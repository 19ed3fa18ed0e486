import type { Files, NamedFile } from "../files/files.ts";
import { percentDecoded } from "../data/percent.ts";
import path from "node:path";
import { nearestOfFew } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";
import { Address } from "./address.ts";
import { withAddress } from "./context.ts";
import { defineRule } from "./rule.ts";
import { lacksScheme } from "./url-form.ts";

export const localLink = defineRule({
  name: "local-link",
  description:
    "A relative link to a file that is not there, that is there in another letter case only, or that is outside the list.",
  details:
    "Links of the data and of the templates' own text. GitHub tells letter case apart, as most servers do and most desktops do not. A link is percent-decoded before the file is looked for. Where one file alone has the name that a link ends in, as after a folder was renamed, `--fix` points the link there.",
  severity: "error",
  fixes: true,
  *check(context) {
    const files = new LinkTargets(context.list.files);
    for (const link of context.allLinks) {
      const { item, address } = link;
      // A bare DOI is doi-form's.
      if (!isLocal(address) || /^(?:doi:)?10\.[0-9]{4,9}\//i.test(item.value)) continue;
      const problem = files.problem(address);
      if (!problem) continue;
      const { message, fix } = problem;
      yield {
        at: item,
        message,
        ...(fix === undefined ? {} : { fix: withAddress(link, fix) }),
      };
    }
    for (const { pattern } of context.pages) {
      for (const { url, place } of pattern.links) {
        const address = new Address(url);
        // What is beside the list's folder, such as a larger repository's files, is not looked at.
        const problem =
          isLocal(address) && !leadsOut(targetOf(address.path))
            ? files.problem(address)
            : undefined;
        if (problem) yield { at: { file: pattern.file, ...place }, message: problem.message };
      }
    }
  },
  examples: {
    good: [
      {
        files: { "Papers/Align-KD- Distilling.md": "", "docs/a.md": "" },
        papers: [
          { links: { notes: "Papers/Align-KD-%20Distilling.md" } },
          {
            links: { notes: "./docs/a.md#method" },
            summary: ["见[文件夹](docs)、[本页](#x)与[邮箱](mailto:a@x.example.org)"],
          },
        ],
      },
    ],
    bad: [
      {
        because: "templates have links of their own",
        files: { "docs/adding.md": "", "map.png": "" },
        template:
          '# {{list.title}}\n\n![map](Map.png) See [adding](docs/add.md#how), <a href="docs/old.md">old</a> and [issues](../../issues).\n\n- {{paper.title}}\n',
        papers: [{}],
        mended: {
          template:
            "# {{list.title}}\n\n![map](map.png) See [adding](docs/adding.md#how) and [issues](../../issues).\n\n- {{paper.title}}\n",
        },
        findings: [
          [
            "templates/README.md:3:8",
            'found "Map.png", but the file is "map.png": letter case counts',
          ],
          [
            "templates/README.md:3:30",
            'found no file "docs/add.md" in the list; did you mean "docs/adding.md"?',
          ],
          ["templates/README.md:3:57", 'found no file "docs/old.md" in the list'],
        ],
      },
      {
        files: { "docs/x.md.zip": "", "new/US$$.md": "" },
        papers: [{ summary: ["见[全部](docs/x.md.zip)与[笔记](docs/US$$.md)"] }],
        findings: [
          [
            "/papers/0/summary/0",
            'found no file "docs/US$$.md" in the list; one of this name stands at "new/US$$.md"',
          ],
        ],
        fixed: { "/papers/0/summary/0": "见[全部](docs/x.md.zip)与[笔记](new/US$$.md)" },
      },
      {
        files: { "docs/x.md.zip": "", "new/x.md": "" },
        papers: [{ summary: ["见[全部](docs/x.md.zip)与[笔记](docs/x.md)"] }],
        findings: [
          [
            "/papers/0/summary/0",
            'found no file "docs/x.md" in the list; one of this name stands at "new/x.md"',
          ],
        ],
        fixed: { "/papers/0/summary/0": "见[全部](docs/x.md.zip)与[笔记](new/x.md)" },
      },
      {
        files: { "notes/SimVG.md": "", "notes/DUET.md": "" },
        papers: [
          { links: { notes: "notes/simvg.md" } },
          { links: { notes: "Papers/DUET.md" } },
          { links: { notes: "notes/SimVGG.md" } },
        ],
        mended: {
          papers: [{ links: { notes: "notes/SimVG.md" } }, { links: { notes: "notes/DUET.md" } }],
        },
        findings: [
          [
            "/papers/0/links/notes",
            'found "notes/simvg.md", but the file is "notes/SimVG.md": letter case counts',
          ],
          [
            "/papers/1/links/notes",
            'found no file "Papers/DUET.md" in the list; one of this name stands at "notes/DUET.md"',
          ],
          [
            "/papers/2/links/notes",
            'found no file "notes/SimVGG.md" in the list; did you mean "notes/SimVG.md"?',
          ],
        ],
        fixed: {
          "/papers/0/links/notes": "notes/SimVG.md",
          "/papers/1/links/notes": "notes/DUET.md",
        },
      },
      {
        papers: [{ links: { project: "bit.ly/sushi" } }],
        mended: { papers: [{ links: { project: "https://bit.ly/sushi" } }] },
        findings: [
          [
            "/papers/0/links/project",
            'found no file "bit.ly/sushi" in the list; if it is an address, write "https://" before it',
          ],
        ],
      },
      {
        because: "percent signs in a file's name need encoding",
        files: { "notes/a%20b.md": "" },
        papers: [{ links: { notes: "notes/a%20b.md" } }],
        findings: [
          [
            "/papers/0/links/notes",
            'found "notes/a%20b.md", which leads to "notes/a b.md"; the file has percent signs in its name: write "notes/a%2520b.md"',
          ],
        ],
        fixed: { "/papers/0/links/notes": "notes/a%2520b.md" },
      },
    ],
  },
});

/** Whether an address is a path; one without its scheme is url-form's. */
const isLocal = (address: Address): boolean =>
  address.relative && address.path !== "" && !lacksScheme(address);

/** The path that a link leads to, from the list's folder. */
const targetOf = (link: string): string => path.posix.normalize(percentDecoded(link));

const leadsOut = (target: string): boolean =>
  target === ".." || target.startsWith("../") || target.startsWith("/");

/** No list has more files of its own than this; further ones are not looked at. */
const MOST_FILES = 20_000;

/** The files of a list's folder, each folder read once. */
class LinkTargets {
  private readonly folders = new Map<string, Map<string, NamedFile>>();
  private named: Map<string, string[]> | undefined;
  private readonly nearest = nearestOfFew();

  constructor(private readonly files: Files) {}

  problem({ path: link, text }: Address): { message: string; fix?: string } | undefined {
    const wanted = targetOf(link);
    const rest = text.slice(link.length);
    if (leadsOut(wanted))
      return { message: `found ${quote(text)}, which leads out of the list's folder` };
    const found = this.find(wanted);
    if (found === undefined) {
      const raw = link.includes("%") ? this.find(path.posix.normalize(link)) : undefined;
      if (raw !== undefined) {
        const fix = encodePath(link) + rest;
        return {
          message: `found ${quote(text)}, which leads to ${quote(wanted)}; the file has percent signs in its name: write ${quote(fix)}`,
          fix,
        };
      }
      return this.missing(wanted, rest);
    }
    if (found === wanted.replace(/\/$/, "")) return undefined;
    return {
      message: `found ${quote(wanted)}, but the file is ${quote(found)}: letter case counts`,
      fix: encodePath(found) + rest,
    };
  }

  private missing(wanted: string, rest: string): { message: string; fix?: string } {
    const host = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?=\/)/i.test(wanted);
    const lost = `found no file ${quote(wanted)} in the list${host ? `; if it is an address, write "https://" before it` : ""}`;
    const moved = this.byName().get(path.posix.basename(wanted)) ?? [];
    if (moved.length === 1)
      return {
        message: `${lost}; one of this name stands at ${quote(moved[0])}`,
        fix: encodePath(moved[0]!) + rest,
      };
    const near = this.nearest(path.posix.basename(wanted), this.byName().keys());
    const file = near === undefined ? undefined : this.byName().get(near)![0];
    return { message: file === undefined ? lost : `${lost}; did you mean ${quote(file)}?` };
  }

  /** The path of a file as the disk has it, whatever the letter case; undefined where there is none. */
  private find(wanted: string): string | undefined {
    const steps: string[] = [];
    for (const step of wanted.split("/").filter((one) => one !== "" && one !== ".")) {
      const folder = this.folder(steps.join("/"));
      const exact = folder.has(step)
        ? step
        : [...folder.keys()].find((name) => ofOneCase(name) === ofOneCase(step));
      if (exact === undefined) return undefined;
      steps.push(exact);
    }
    return steps.join("/");
  }

  private folder(name: string): Map<string, NamedFile> {
    let known = this.folders.get(name);
    if (!known) {
      known = new Map(this.files.list(name).map((entry) => [entry.name, entry]));
      this.folders.set(name, known);
    }
    return known;
  }

  /** The paths of all files, by their names. */
  private byName(): Map<string, string[]> {
    if (this.named) return this.named;
    this.named = new Map();
    const waiting = [""];
    let count = 0;
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      for (const [name, entry] of this.folder(folder)) {
        const full = folder === "" ? name : `${folder}/${name}`;
        if (entry.kind === "folder") {
          if (!name.startsWith(".") && name !== "node_modules") waiting.push(full);
        } else if (count++ < MOST_FILES) {
          this.named.set(name, [...(this.named.get(name) ?? []), full]);
        }
      }
    }
    return this.named;
  }
}

const ofOneCase = (name: string): string => name.normalize("NFC").toLowerCase();

/** A path as an address (RFC 3986, section 3.3). */
const encodePath = (file: string): string =>
  encodeURI(file).replace(/[?#()]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
