import { percentDecoded } from "../data/percent.ts";
import { quote } from "../finding/quote.ts";
import type { Entry } from "./context.ts";
import { lettersOf } from "./letters.ts";
import { isTelling, methodsOf, sameWork } from "./names.ts";
import { defineRule } from "./rule.ts";

/** So many letters of a title tell which one it is. */
const TELLING = 16;
/** So many titles that begin alike are compared. */
const MOST = 8;

export const notesMatch = defineRule({
  name: "notes-match",
  description: "A notes file whose name is another entry's title, or its method.",
  details:
    "Names are compared without letter case, spaces and punctuation, and may begin with a year and a venue, or break off.",
  severity: "warning",
  *check(context) {
    const notes = context.links.filter(({ role, address }) => role === "notes" && address.relative);
    if (notes.length === 0) return;
    const titles = new Map<string, Entry[]>();
    const methods = new Map<string, Entry>();
    for (const entry of context.entries) {
      const start = entry.letters.slice(0, TELLING);
      const known = titles.get(start);
      if (known && known.length < MOST) known.push(entry);
      else if (!known && start.length === TELLING) titles.set(start, [entry]);
      for (const method of methodsOf(entry))
        if (isTelling(method) && !methods.has(lettersOf(method)))
          methods.set(lettersOf(method), entry);
    }
    for (const { item, address } of notes) {
      const file = percentDecoded(address.path).split("/").at(-1)!;
      const stem = lettersOf(file.replace(/\.[a-z]+$/i, ""));
      const { entry } = item;
      const own = [
        entry.letters,
        entry.letters.slice(0, TELLING),
        ...methodsOf(entry).map(lettersOf),
      ];
      if (own.some((name) => name !== "" && stem.includes(name))) continue;
      const other = titled(stem, titles) ?? methods.get(stem);
      if (other && other !== entry && !sameWork(other, entry))
        yield {
          at: item,
          message: `found the notes ${quote(file)}, which are on ${quote(other.name)}; expected notes on ${quote(entry.name)}`,
        };
    }
  },
  examples: {
    good: [
      {
        papers: [
          {
            title: "Align-KD: Distilling Cross-Modal Alignment Knowledge for Mobile VLM",
            links: { notes: "2025-CVPR-Align-KD-%20Distilling%20Cross-Modal%20Alignment.md" },
          },
          { title: "Some Work on Grounding", links: { notes: "reading-group-7.md" } },
        ],
        files: {
          "2025-CVPR-Align-KD- Distilling Cross-Modal Alignment.md": "",
          "reading-group-7.md": "",
        },
      },
    ],
    bad: [
      {
        papers: [
          { title: "Align-KD: Distilling Cross-Modal Alignment Knowledge for Mobile VLM" },
          {
            title: "Grounded Language-Image Pre-training",
            links: { notes: "2025-CVPR-Align-KD-%20Distilling%20Cross-Modal%20Alignment.md" },
          },
          { title: "Voxels for Grounding in Space", links: { notes: "align-kd.md" } },
        ],
        mended: {
          papers: [
            {
              title: "Align-KD: Distilling Cross-Modal Alignment Knowledge for Mobile VLM",
              links: { notes: "2025-CVPR-Align-KD-%20Distilling%20Cross-Modal%20Alignment.md" },
            },
            {
              title: "Grounded Language-Image Pre-training",
              links: { notes: "Grounded%20Language-Image.md" },
            },
          ],
        },
        findings: [
          [
            "/papers/1/links/notes",
            'found the notes "2025-CVPR-Align-KD- Distilling Cross-Modal Alignment.md", which are on "Align-KD: Distilling Cross-Modal Alignment Knowledge for Mobile VLM"; expected notes on "Grounded Language-Image Pre-training"',
          ],
          [
            "/papers/2/links/notes",
            'found the notes "align-kd.md", which are on "Align-KD: Distilling Cross-Modal Alignment Knowledge for Mobile VLM"; expected notes on "Voxels for Grounding in Space"',
          ],
        ],
      },
    ],
  },
});

/** The entry whose title, or its beginning, stands in a file's name. */
function titled(stem: string, titles: ReadonlyMap<string, Entry[]>): Entry | undefined {
  for (let at = 0; at + TELLING <= stem.length; at++) {
    const rest = stem.slice(at);
    const found = titles
      .get(rest.slice(0, TELLING))
      ?.find(({ letters: title }) => title.startsWith(rest) || rest.startsWith(title));
    if (found) return found;
  }
  return undefined;
}
