// What the user must say first: which side holds where no base tells, and how a merge ends that stopped.
import type { BaseFinder } from "./base.ts";
import { conflictAt } from "../page/conflict.ts";
import type { Finding } from "../finding/finding.ts";
import { lineIndex } from "../finding/place.ts";
import type { ListPage } from "../page/pages.ts";

/** Nothing tells whether the page or the data was edited. */
export const noBase = (own: ListPage, finder: BaseFinder): Finding => ({
  rule: "no-base",
  severity: "error",
  message: `${finder.reason}, so nothing tells whether the page or the data was edited${finder.hint}; say which holds: "paperlist sync --prefer readme" takes everything from the page, "paperlist generate --force" writes the page anew`,
  file: own.file,
  line: 1,
  column: 1,
});

/** A merge of the page's lines that stopped: what there is to do. */
export const unsettled = (own: ListPage, finder: BaseFinder): Finding => ({
  rule: "conflict",
  severity: "error",
  message: finder.isGitsOwn(own.file, own.actual!)
    ? 'found conflict markers; settle the data first, then run "paperlist generate", which writes the page anew'
    : 'found conflict markers, and on one side edits that were made by hand; settle the lines between the markers, then run "paperlist sync", or give the edits up with "paperlist generate --force"',
  file: own.file,
  ...lineIndex(own.actual!).at(conflictAt(own.actual!)!),
});
