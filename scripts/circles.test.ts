import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

/** Which of the project's files a file imports, types too. */
const importsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/(?:from|import\(?) ?"(\.[^"]+\.ts)"/g)].map(([, to]) =>
    path.join(path.dirname(file), to!),
  );

/** A circle of imports, if there is one: each file imports the next, and the last the first. */
function circleIn(imports: ReadonlyMap<string, string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, above: string[]): string[] | undefined => {
    const start = above.indexOf(file);
    if (start >= 0) return above.slice(start);
    if (done.has(file)) return undefined;
    for (const to of imports.get(file) ?? []) {
      const found = visit(to, [...above, file]);
      if (found) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const found = visit(file, []);
    if (found) return found;
  }
  return undefined;
}

it("finds a circle where there is one", () => {
  const to = (...files: string[]) => files;
  expect(
    circleIn(
      new Map([
        ["a", to("b")],
        ["b", to("c", "d")],
        ["d", to("b")],
      ]),
    ),
  ).toEqual(["b", "d"]);
});

it("no import goes in a circle", () => {
  const files = readdirSync("scripts", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join("scripts", file));
  expect(files.length).toBeGreaterThan(200);
  expect(circleIn(new Map(files.map((file) => [file, importsOf(file)])))).toBeUndefined();
});
