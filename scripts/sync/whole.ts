// A list with its pages, as it is or was: the common ground of what was edited since on either side.
import { type Files, filesUnder } from "../files/files.ts";
import { blobId } from "../git/files.ts";
import { loadList } from "../data/load.ts";
import type { LoadedList } from "../data/record.ts";
import { lintPage } from "../drift/page.ts";
import { type ListPage, listPages } from "../page/pages.ts";

export interface Base {
  list: LoadedList;
  pages: ListPage[];
}

/** The folders that make a list's pages. */
export const PARTS = ["data", "templates"];

export const partsOf = (files: Files): string[] =>
  PARTS.flatMap((part) => [...filesUnder(files, part)]);

/** Reads a list with its pages, where it is sound. */
export function loadWhole(files: Files): { list: LoadedList } & ReturnType<typeof listPages> {
  const list = loadList(files);
  if (list.findings.length > 0) return { list, pages: [], findings: list.findings };
  return { list, ...listPages(list) };
}

/** Whether a page shows what the data make, in whatever layout. */
export const isInStep = (list: LoadedList, own: ListPage): boolean =>
  lintPage(list, own).every(({ severity }) => severity !== "error");

/** The files that a list is made of, and its pages as they are made, by the objects that git has of them. */
export const blobsOf = ({ list: { files }, pages }: Base): ReadonlyMap<string, Uint8Array> =>
  new Map(
    [
      ...partsOf(files).flatMap((file) => files.read(file) ?? []),
      ...pages.map(({ page }) => Buffer.from(page.text)),
    ].map((bytes) => [blobId(bytes), bytes]),
  );
