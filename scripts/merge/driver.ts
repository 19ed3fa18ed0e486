// The merge driver that git calls: by entry where it can be, else by line.
import { readFileSync, writeFileSync } from "node:fs";
import { decode } from "../files/files.ts";
import { diffLines } from "../pairing/text-diff.ts";
import { mergeLines } from "../git/git.ts";
import { mergeJson } from "./json.ts";
import { mergePages } from "./page.ts";

/** The files that git hands to a merge driver. */
export interface DriverFiles {
  base: string;
  /** Ours, and where the result goes. */
  ours: string;
  theirs: string;
  /** What the file is called in the working tree. */
  name: string;
}

/** How a merge ended. */
export interface Merged {
  text: string;
  /** What is left to be settled by hand; none where the merge is clean. */
  conflicts: string[];
}

/** Merges a data file by entry, or a page by what it shows, and writes the result over ours. */
export function runMergeDriver(files: DriverFiles): Merged {
  const versions = [files.base, files.ours, files.theirs].map((file) => decode(readFileSync(file)));
  const [base, ours, theirs] = versions.map(({ text }) => text) as [string, string, string];
  let merged: Merged | undefined;
  try {
    // In another encoding, lines are merged as the bytes that they are.
    if (versions.every(({ brokenAt }) => brokenAt === undefined))
      merged = files.name.endsWith(".json")
        ? mergeData(base, ours, theirs)
        : withoutConflicts(mergePages(files.name, base, ours, theirs));
  } catch {
    // Left as it is, git would take our version for the result: lines are merged, with markers.
  }
  if (merged) {
    if (merged.text !== ours) writeFileSync(files.ours, merged.text);
    return merged;
  }
  const { text, clean } = mergeLines(files);
  writeFileSync(files.ours, text);
  return {
    text: text.toString(),
    conflicts: clean ? [] : ["both sides changed the same lines"],
  };
}

const withoutConflicts = (text: string | undefined): Merged | undefined =>
  text === undefined ? undefined : { text, conflicts: [] };

/**
 * Merges three versions of a data file, with conflict markers where both sides changed the same.
 *
 * @throws Error where one of them is not JSON
 */
export function mergeData(base: string, ours: string, theirs: string): Merged {
  if (ours === theirs || base === theirs) return { text: ours, conflicts: [] };
  if (base === ours) return { text: theirs, conflicts: [] };
  const merged = mergeJson(base, ours, theirs);
  return { text: withMarkers(merged.ours, merged.theirs), conflicts: merged.conflicts };
}

/** Both texts in one: where they differ, ours and theirs between the markers that git uses. */
function withMarkers(ours: string, theirs: string): string {
  if (ours === theirs) return ours;
  const eol = ours.includes("\r\n") ? "\r\n" : "\n";
  const whole = (part: string[]) =>
    part.map((line) => (line.endsWith("\n") ? line : line + eol)).join("");
  let text = "";
  let [removed, added]: [string[], string[]] = [[], []];
  const flush = () => {
    if (removed.length + added.length > 0)
      text += `<<<<<<< ours${eol}${whole(removed)}=======${eol}${whole(added)}>>>>>>> theirs${eol}`;
    [removed, added] = [[], []];
  };
  for (const { sign, line } of diffLines(ours, theirs)) {
    if (sign === "-") removed.push(line);
    else if (sign === "+") added.push(line);
    else {
      flush();
      text += line;
    }
  }
  flush();
  return text;
}
