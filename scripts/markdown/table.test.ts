import fc from "fast-check";
import prettier from "prettier";
import { expect, test, vi } from "vitest";
import { leaves } from "../testing/nasty.ts";
import { type Alignment, displayWidth, formatTable } from "./table.ts";

// Prettier is slow, and slower when a failure is being narrowed down.
vi.setConfig({ testTimeout: 60_000 });

const symbol = fc.oneof(
  fc.constantFrom(
    ..."a 1 见 （ ａ ｱ 한 é e\u0301 \u200B \u200D \uFE0F 😀 👩‍👩‍👧 🇨🇳 ❤ ❤\uFE0F © ™\uFE0F 1\uFE0F\u20E3 → ① 𠮷 🌡 👍🏽 \u3000 \u00AD".split(
      " ",
    ),
  ),
  fc.string({ unit: "binary", maxLength: 3 }),
);

test("a text is as wide as prettier counts it", () => {
  fc.assert(
    fc.property(fc.array(symbol), (parts) => {
      const text = parts.join("");
      expect(displayWidth(text), text).toBe(prettier.util.getStringWidth(text));
    }),
    { numRuns: 5000 },
  );
});

test("a table stands as prettier prints it", async () => {
  const cell = fc
    .array(fc.constantFrom("a", "见", "，", "😀", "❤", "word", " ", "é"), { maxLength: 6 })
    .map((parts) => parts.join("").replace(/ +/g, " ").trim());
  const alignment = fc.constantFrom<Alignment>(null, "left", "right", "center");
  const table = fc
    .array(alignment, { minLength: 1, maxLength: 4 })
    .chain((align) => {
      const row = fc.array(cell, { minLength: align.length, maxLength: align.length });
      return fc.tuple(fc.array(row, { minLength: 1, maxLength: 5 }), fc.constant(align));
    })
    .map(([rows, align]) => formatTable(rows, align).join("\n"));
  await fc.assert(fc.asyncProperty(fc.array(table, { minLength: 30, maxLength: 30 }), leaves), {
    numRuns: 10,
  });
});

test("alignment and width", () => {
  expect(
    formatTable(
      [
        ["数据集", "n"],
        ["a", "10000"],
      ],
      ["center", "right"],
    ),
  ).toEqual(["| 数据集 |     n |", "| :----: | ----: |", "|   a    | 10000 |"]);
});
