/** The parts of @citation-js/plugin-bibtex that are used; the package has no types. */
declare module "@citation-js/plugin-bibtex/lib-mjs/input/file.js" {
  /** @throws Error with what was expected and where */
  export function parse(text: string): import("./bibtex.ts").BibtexEntry[];
}
declare module "@citation-js/plugin-bibtex/lib-mjs/input/entries.js" {
  /** @throws Error where a value's braces or commands are broken */
  export function parse(
    entries: import("./bibtex.ts").BibtexEntry[],
  ): import("../data/json.ts").JsonObject[];
}
declare module "@citation-js/plugin-bibtex/lib-mjs/input/constants.js" {
  export const diacritics: Record<string, string>;
  export const commands: Record<string, string>;
  export const mathCommands: Record<string, string>;
  export const formatting: Record<string, string[]>;
}
