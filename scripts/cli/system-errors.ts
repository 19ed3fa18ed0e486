// What the operating system refuses, in words: look here where a command ends with "EACCES: …".

/** What is wrong with a place and what mends it, by the code of the error (POSIX errno). */
const SPOKEN: Record<string, (place: string) => string> = {
  EACCES: denied,
  EPERM: denied,
  EROFS: (place) => `found ${place} on a disk that is read only, expected one that can be written`,
  ENOSPC: (place) => `found no space left on the disk for ${place}; make room, and run this again`,
  ENOTDIR: (place) => `found a file on the way to ${place}, expected a folder; move it away`,
  EEXIST: (place) => `found a file at ${place}, expected a folder; move it away`,
  ENOENT: (place) => `found nothing at ${place}; create it, or name another folder with -C DIR`,
};

function denied(place: string): string {
  return `found no permission for ${place}, expected a file or folder that you may read and write; give it to yourself with chmod u+rwX, and run this again`;
}

/** A file that is written beside the one that it takes the place of (see files/folder.ts). */
const FRESH = /\/\.[^/]+\.[0-9]+\.tmp$/;

/** The message of an error, whoever threw it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = "", path, message } = error as NodeJS.ErrnoException;
  const place = path?.replace(FRESH, "");
  return place === undefined ? message : (SPOKEN[code]?.(place) ?? message);
}
