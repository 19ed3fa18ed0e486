import { applyPatch, createTwoFilesPatch } from "diff";
import fc from "fast-check";
import { expect, it } from "vitest";
import { unifiedDiff } from "./text-diff.ts";

const lines = (patch: string, sign: RegExp) => patch.split("\n").filter((line) => sign.test(line));

it("makes the one text of the other, at the right lines, and is no longer than it must be", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c", "", "long"), { maxLength: 12 });
  const end = fc.constantFrom("", "\n");
  fc.assert(
    fc.property(
      text,
      text,
      text,
      text,
      end,
      end,
      fc.integer({ min: 1, max: 3 }),
      (head, mine, other, tail, x, y, context) => {
        const join = (part: string[], last: string) =>
          [...head, ...part, ...tail].join("\n") + last;
        const [before, after] = [join(mine, x), join(other, y)];
        const patch = unifiedDiff(["a/x", "b/x"], before, after, context);
        const whole = createTwoFilesPatch("a/x", "b/x", before, after, "", "", { context });
        if (before === after) expect(patch).toBe("--- a/x\n+++ b/x\n");
        expect(applyPatch(before, patch, { fuzzFactor: 0, autoConvertLineEndings: false })).toBe(
          after,
        );
        for (const sign of [/^\+/, /^-/])
          expect(lines(patch, sign)).toHaveLength(lines(whole, sign).length);
      },
    ),
    { numRuns: 2000 },
  );
});

it.each([0, 5000])("tells the line, %s lines from the top", (count) => {
  const before = "x\n".repeat(count) + "1\n2\n3\n4\n5\n" + "y\n".repeat(count);
  const patch = unifiedDiff(["a", "b"], before, before.replace("3", "three"), 1);
  expect(patch).toContain(`@@ -${count + 2},3 +${count + 2},3 @@\n 2\n-3\n+three\n 4\n`);
});

it("finds lines that only one text has among thousands that both have", () => {
  const text = (size: number, summary: (entry: number) => string) =>
    Array.from({ length: size }, (_, n) => `- paper ${n}\n  - link ${n}\n\n  ${summary(n)}\n`).join(
      "",
    );
  const before = text(5000, () => "same");
  const after = text(5000, (entry) => (entry % 10 < 9 ? `own ${entry}` : "same"));
  const patch = unifiedDiff(["a", "b"], before, after, 1);
  expect(applyPatch(before, patch, { fuzzFactor: 0 })).toBe(after);
  for (const sign of [/^\+ /, /^- /]) expect(lines(patch, sign)).toHaveLength(4500);
});

it("makes the one text of the other where thousands of lines stand the other way round", () => {
  const each = Array.from({ length: 5000 }, (_, n) => `${n % 4000}\n`);
  const [before, after] = [each.join(""), [...each].reverse().join("")];
  const patch = unifiedDiff(["a", "b"], before, after, 3);
  expect(applyPatch(before, patch, { fuzzFactor: 0 })).toBe(after);
});
