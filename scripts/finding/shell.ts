/** Words of commands that a message tells its reader to run. */

/** A word for a POSIX shell, as it stands; quoted only where it must be. */
export const shellWord = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
