/**
 * The rules on real text, as judged by hand. Nine public lists, about 14,600 entries: their records
 * were taken from the pages by a script outside of this repository, held against templates of their
 * own, and linted; the rules about pages saw the pages themselves. Look here for what a rule is
 * worth on lists that nobody seeded. Judged was every finding up to 40 of a rule, a sample of 30 of
 * more. *Right*: something should change because of it. *Style*: a matter of taste. Findings of one
 * cause, which a report for people tells once, are counted one by one here.
 */

/** How many findings of a rule are right, a matter of style, and wrong. */
export type Judged = readonly [right: number, style: number, wrong: number];

/** On which lists. */
export const LISTS =
  "IamZLT/KnowledgeDistillation-VisualPerception, TheShadow29/awesome-grounding, linhuixiao/Awesome-Visual-Grounding, OSU-NLP-Group/GUI-Agents-Paper-List, Thinklab-SJTU/awesome-ml4co, Paper2Chinese/CVPR-2025-reading-papers-with-code, 52CV/CVPR-2024-Papers, BradyFU/Awesome-Multimodal-Large-Language-Models, Vincentqyw/cv-arxiv-daily";

/** Before the rules were held against real text, and since. */
export const REAL: Readonly<Record<string, { before?: Judged; now?: Judged }>> = {
  "duplicate-entry": { before: [38, 0, 0], now: [55, 0, 0] },
  "works-agree": { now: [15, 0, 0] },
  "shared-link": { before: [16, 0, 61], now: [8, 0, 0] },
  "copied-summary": { before: [2, 0, 11], now: [2, 0, 0] },
  "arxiv-form": { before: [0, 715, 0], now: [0, 10_436, 0] },
  "arxiv-id": { before: [4, 0, 1], now: [4, 0, 0] },
  "doi-form": { before: [2, 4, 0], now: [2, 4, 0] },
  "venue-evidence": { before: [14, 0, 0], now: [14, 0, 0] },
  "venue-name": { before: [25, 16, 14], now: [26, 113, 0] },
  "author-names": { now: [64, 0, 1] },
  "link-kind": { before: [11, 3, 15], now: [6, 12, 0] },
  "no-link": { now: [8, 0, 0] },
  "short-lived-link": { now: [30, 0, 0] },
  badge: { now: [2, 0, 0] },
  "url-form": { before: [11, 10_334, 0], now: [15, 49, 0] },
  "notes-match": { before: [2, 0, 0], now: [2, 0, 0] },
  anchor: { before: [16, 0, 0], now: [21, 0, 0] },
  heading: { before: [0, 455, 3], now: [0, 448, 0] },
  punctuation: { before: [3, 6, 0], now: [3, 5, 0] },
  "hidden-characters": { before: [2, 0, 0], now: [6, 0, 0] },
  brackets: { before: [3, 0, 0], now: [3, 0, 0] },
  "placeholder-text": { before: [30, 0, 352], now: [16, 0, 0] },
  "table-shape": { now: [6, 0, 0] },
  "page-size": { now: [3, 0, 0] },
};
