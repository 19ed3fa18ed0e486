// Files around a list: what git and editors need to know of it.
import type { Files } from "../files/files.ts";
import { collectionOf, makeKinds, type KindTable } from "../data/kinds.ts";

/** `.gitattributes` and the editor's settings, where there are none yet. */
export function settingsFiles(
  list: Files,
  files: ReadonlyMap<string, string>,
): Map<string, string> {
  const { kinds } = JSON.parse(files.get("data/list.json")!) as {
    kinds?: Record<string, KindTable>;
  };
  const own = new Map<string, string>();
  const pages = [...files.keys()].flatMap((file) => /^templates\/(.*)$/.exec(file)?.[1] ?? []);
  const add = (file: string, text: string) => {
    if (list.stat(file) === undefined) own.set(file, text);
  };
  const lines = ["data/*.json", "templates/*.md", ...pages].map((name) => `/${name} text eol=lf\n`);
  add(".gitattributes", lines.join(""));
  const schemas = [...makeKinds(kinds).keys()].map((kind) => {
    const name = collectionOf(kind);
    const fileMatch = [`data/${name}.json`, ...(kind === "list" ? [] : [`data/${name}/*.json`])];
    return { fileMatch, url: `./data/schema/${name}.schema.json` };
  });
  add(".vscode/settings.json", `${JSON.stringify({ "json.schemas": schemas }, null, 2)}\n`);
  return own;
}
