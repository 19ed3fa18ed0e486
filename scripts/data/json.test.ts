import fc from "fast-check";
import { findNodeAtLocation, getNodeValue, parseTree } from "jsonc-parser";
import { expect, it } from "vitest";
import { pathOf, pointerOf } from "./json.ts";
import { JsonDocument } from "./json-document.ts";
import { countKeys, mayRepeatKeys, syntaxMistake, tooDeepAt } from "./json-mistakes.ts";

/** A JSON value whose objects may have a key twice. */
type Json = string | number | boolean | null | Json[] | { pairs: [string, Json][] };

const key = fc.constantFrom("a", "b", '"', "\\", '":', "\u2028", "__proto__", "constructor", "");

const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>("", "a", '"b":', "\\", '\\":{"', "é", 1, -2.5e3, true, false, null),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.record({ pairs: fc.array(fc.tuple(key, tie("json")), { maxLength: 4 }) }),
  ),
}));

const space = fc.constantFrom("", " ", "\n", "\r\n\t ");

/** Writes a value with any white space, and keys with or without escapes. */
function write(value: Json, gap: string, escaped: boolean): string {
  const text = (plain: string) =>
    escaped
      ? `"${Array.from(plain, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"`
      : JSON.stringify(plain);
  if (typeof value === "string") return text(value);
  if (typeof value !== "object" || value === null) return String(value);
  const join = (items: string[]) => gap + items.join(`${gap},${gap}`) + gap;
  if (Array.isArray(value)) return `[${join(value.map((item) => write(item, gap, escaped)))}]`;
  return `{${join(value.pairs.map(([name, item]) => `${text(name)}${gap}:${gap}${write(item, gap, escaped)}`))}}`;
}

/** Whether some object has a key twice; JSON.parse drops what is within the first. */
function repeats(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(repeats);
  const names = value.pairs.map(([name]) => name);
  return new Set(names).size < names.length || value.pairs.some(([, item]) => repeats(item));
}

it("tells whether a key is repeated as a scan of the text does", () => {
  let doubted = 0;
  fc.assert(
    fc.property(json, space, fc.boolean(), (value, gap, escaped) => {
      const text = gap + write(value, gap, escaped) + gap;
      const file = new JsonDocument("x.json", text);
      const repeated = repeats(value);
      expect(file.repeatedKeys().length > 0).toBe(repeated);
      const may = mayRepeatKeys(text, countKeys(JSON.parse(text)));
      if (repeated) expect(may).toBe(true);
      else if (may) doubted++;
    }),
    { numRuns: 2000 },
  );
  expect(doubted).toBeLessThan(50);
});

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

it("tells where values nest too deep", () => {
  expect(tooDeepAt(nested(100))).toBeUndefined();
  expect(tooDeepAt(nested(101))).toBe(100);
  expect(tooDeepAt(`[${`${nested(99)},`.repeat(3)}1]`)).toBeUndefined();
  expect(tooDeepAt(JSON.stringify(['[{"\\'.repeat(200)]))).toBeUndefined();
  expect(tooDeepAt('["'.padEnd(500, "["))).toBeUndefined();
  fc.assert(
    fc.property(json, space, (value, gap) => {
      expect(tooDeepAt(write(value, gap, false))).toBeUndefined();
    }),
  );
});

it("finds values and keys in the text, or what is around them", () => {
  const file = new JsonDocument(
    "data/papers.json",
    '[\n  {\n    "é": 1, "links": {"a/b": [2,\n 3]}\n  }\n]\n',
  );
  const at = (path: (string | number)[], options = {}) => {
    const { line, column } = file.place(path, options);
    return `${line}:${column}`;
  };
  expect(at([])).toBe("1:1");
  expect(at([0])).toBe("2:3");
  expect(at([0, "é"])).toBe("3:10");
  expect(at([0, "é"], { key: true })).toBe("3:5");
  expect(at([0, "links", "a/b", 1])).toBe("4:2");
  expect(at([0, "links", "a/b", 2])).toBe("3:30");
  expect(at([0, "links", "none", "x"])).toBe("3:22");
  expect(at([0, "links", "none"], { key: true })).toBe("3:22");
  expect(at([1])).toBe("1:1");
  expect(new JsonDocument("x", "").place([0, "a"])).toEqual({ file: "x", line: 1, column: 1 });
  expect(pointerOf([0, "a/b", "~c", ""])).toBe("/0/a~1b/~0c/");
});

/** Every path into a value. */
function* pathsIn(value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
  yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value))
    yield* pathsIn(child, [...path, Array.isArray(value) ? Number(key) : key]);
}

it("finds the element of a list where the tree of the whole text has it", () => {
  fc.assert(
    fc.property(fc.array(json), space, fc.boolean(), (value, gap, escaped) => {
      const text = gap + write(value, gap, escaped) + gap;
      const parsed: unknown = JSON.parse(text);
      const tree = parseTree(text)!;
      const file = new JsonDocument("x.json", text);
      if (repeats(value)) return;
      for (const path of pathsIn(parsed)) {
        const node = findNodeAtLocation(tree, path)!;
        expect(file.place(path)).toEqual(file.at(node.offset));
        expect(file.valueAt(pathOf(pointerOf(path)))).toEqual(getNodeValue(node));
      }
    }),
    { numRuns: 500 },
  );
});

it("never fails to say why a text is not JSON", () => {
  const piece = fc.constantFrom(
    ..."[]{},:\"\\'/*- \n\t\u0001",
    "tru",
    "1.",
    "\\u1",
    "“",
    "\ufeff",
    "//",
    "<<<<<<<",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      try {
        JSON.parse(text);
      } catch {
        const { message, offset } = syntaxMistake(text);
        expect(message).not.toMatch(/something else|undefined/);
        expect(offset).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 1000 },
  );
});
