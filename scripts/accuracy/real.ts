/**
 * The rules on real text, as judged by hand. Nine public lists, about 15,300 records, moved in by
 * `init` and `generate --force`, and linted. Look here for what a rule is worth on lists that nobody
 * seeded. Judged was every finding up to 40 of a rule, a sample of 30 of more. *Right*: something
 * should change because of it. *Style*: a matter of taste. Findings of one cause, which a report for
 * people tells once, are counted one by one here.
 */

/** How many findings of a rule are right, a matter of style, and wrong. */
export type Judged = readonly [right: number, style: number, wrong: number];

/** On which lists. */
export const LISTS =
  "IamZLT/KnowledgeDistillation-VisualPerception, TheShadow29/awesome-grounding, linhuixiao/Awesome-Visual-Grounding, OSU-NLP-Group/GUI-Agents-Paper-List, Thinklab-SJTU/awesome-ml4co, Paper2Chinese/CVPR-2025-reading-papers-with-code, 52CV/CVPR-2024-Papers, BradyFU/Awesome-Multimodal-Large-Language-Models, Vincentqyw/cv-arxiv-daily";

/** Before the rules were held against lists that init moves in, and since. */
export const REAL: Readonly<Record<string, { before?: Judged; now?: Judged }>> = {
  "duplicate-entry": { before: [15, 0, 2], now: [37, 0, 0] },
  "works-agree": { before: [2, 0, 0], now: [2, 0, 0] },
  "copied-summary": { before: [0, 0, 166], now: [2, 0, 0] },
  "arxiv-form": { before: [11, 10_413, 0], now: [11, 10_427, 0] },
  "doi-form": { before: [0, 4, 0], now: [0, 4, 0] },
  "venue-name": { before: [2, 40, 0], now: [2, 40, 0] },
  "author-names": { before: [0, 0, 1] },
  "no-link": { before: [9, 0, 10], now: [14, 0, 0] },
  "short-lived-link": { before: [30, 0, 0], now: [31, 0, 0] },
  "url-form": { before: [17, 47, 0], now: [17, 47, 0] },
  "local-link": { before: [6, 0, 0], now: [6, 0, 0] },
  anchor: { before: [21, 0, 0], now: [21, 0, 0] },
  heading: { before: [0, 442, 0], now: [0, 442, 0] },
  punctuation: { before: [2, 622, 0], now: [2, 6, 0] },
  "hidden-characters": { before: [7, 0, 0], now: [7, 0, 0] },
  brackets: { before: [3, 0, 0], now: [3, 0, 0] },
  "unrendered-marks": { before: [2, 0, 0], now: [2, 0, 0] },
  "placeholder-text": { before: [32, 0, 3], now: [32, 0, 2] },
  "page-size": { before: [2, 0, 0], now: [2, 0, 0] },
};
