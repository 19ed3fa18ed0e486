// What generate and sync last wrote, noted in git's own folder.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ListPage } from "../page/pages.ts";
import { shownRecords } from "./triples.ts";
import type { Repository } from "../git/git.ts";

/** What `generate` or `sync` last wrote, and from what. */
export interface Note {
  /** The commit that was checked out, and its branch. */
  head: string;
  /** The objects of the data and templates, by their paths. */
  files: Record<string, string>;
  /** Since that commit, edits of a page went into the data. */
  synced: boolean;
  /** By their files. */
  pages: Record<string, NotedPage>;
}

/** A page as it was written. */
export interface NotedPage {
  sha256: string;
  /** How many entries of each kind it shows. */
  entries: Record<string, number>;
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What is noted of a page as it is written. */
export const notedPage = ({ page, pattern }: ListPage): NotedPage => ({
  sha256: sha256(page.text),
  entries: Object.fromEntries(
    [...pattern.shownFields.keys()].map((kind) => [kind, shownRecords(page, kind).length]),
  ),
});

/**
 * A note of a list's in git's own folder, outside the history. It is a help only: what cannot be
 * read or written there is not there.
 */
export class NoteFile {
  private readonly file: string;

  constructor({ own, prefix }: Repository) {
    this.file = path.join(own, `paperlist/${sha256(prefix).slice(0, 16)}.json`);
  }

  read(): Note | undefined {
    try {
      const note = JSON.parse(readFileSync(this.file, "utf8")) as Note;
      const ids = Object.values(note.files);
      return ids.length > 0 && ids.every((id) => /^[0-9a-f]{40,64}$/.test(id)) ? note : undefined;
    } catch {
      return undefined;
    }
  }

  write(note: Note): void {
    try {
      mkdirSync(path.dirname(this.file), { recursive: true });
      writeFileSync(this.file, JSON.stringify(note));
    } catch {
      // The next base is the last commit then.
    }
  }
}
