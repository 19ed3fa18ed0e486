import { expect, it } from "vitest";
import { count } from "./count.ts";

it("counts one thing and several", () => {
  expect([0, 1, 2].map((number) => count(number, "blank line"))).toEqual([
    "0 blank lines",
    "1 blank line",
    "2 blank lines",
  ]);
  expect(count(2, "entry")).toBe("2 entries");
});
