import { expect, it } from "vitest";
import { quote, quoteBoth } from "./quote.ts";

it("shows of two long texts where they first differ", () => {
  const [lead, tail] = ["定位".repeat(100), "性能".repeat(100)];
  const [found, expected] = quoteBoth(`${lead}甲${tail}`, `${lead}乙${tail}`);
  expect(found).toMatch(/^"…(?:定位)+甲(?:性能)+性?…"$/);
  expect(expected).toBe(found.replace("甲", "乙"));
  expect(found.length).toBeLessThan(110);
});

it("shows short texts, and texts that differ soon, from their beginning", () => {
  expect(quoteBoth("a", "b")).toEqual(['"a"', '"b"']);
  const text = "a".repeat(1000);
  expect(quoteBoth(text, `b${text}`)).toEqual([quote(text), quote(`b${text}`)]);
});

it("cuts no character in half", () => {
  const text = "😀".repeat(100);
  for (const lead of ["", "x"])
    for (const one of quoteBoth(`${lead}${text}a`, `${lead}${text}b`))
      expect(one).not.toContain("\\ud");
});
