import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { deserialize, serialize } from "node:v8";
import { replaceFile } from "./write.ts";

/** What the compiler is built from, as the build says; absent where the source runs by itself. */
declare const COMPILER: string | undefined;

/** More than a person's lists have templates. */
const MOST_FILES = 64;

/**
 * What follows from an input alone, made once: it is kept in the user's cache folder, for the same
 * build of this program. Where nothing can be kept there, it is made anew each time.
 *
 * @param input all that the result depends on, as JSON
 * @param make makes the result: plain data, maps and sets; what it throws is not kept
 */
export function remember<Made>(input: unknown, make: () => Made): Made {
  if (typeof COMPILER === "undefined") return make();
  const key = JSON.stringify([COMPILER, process.versions.v8, input]);
  const name = nameFor(key);
  try {
    const [own, made] = deserialize(readFileSync(path.join(cacheFolder(), name))) as [string, Made];
    if (own === key) return made;
  } catch {
    // Not kept yet, or not readable.
  }
  const made = make();
  try {
    keep(name, serialize([key, made]));
  } catch {
    // A full disk or a folder of somebody else's costs time only.
  }
  return made;
}

/** A short name, which two keys may share: a hash (FNV-1a) that needs no module to be loaded. */
function nameFor(key: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

function keep(name: string, bytes: Buffer): void {
  const folder = cacheFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  replaceFile(folder, name, bytes);
  const age = (file: string) => statSync(path.join(folder, file)).mtimeMs;
  const files = readdirSync(folder).sort((a, b) => age(b) - age(a));
  for (const file of files.slice(MOST_FILES)) rmSync(path.join(folder, file), { force: true });
}

/** Where programs of this user keep what they can make again (XDG Base Directory Specification). */
function cacheFolder(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  const own =
    process.platform === "win32"
      ? (local ?? path.join(homedir(), "AppData", "Local"))
      : path.join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
  return path.join(xdg !== undefined && path.isAbsolute(xdg) ? xdg : own, "paperlist/templates");
}
