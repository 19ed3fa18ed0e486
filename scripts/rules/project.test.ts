import { expect, it } from "vitest";
import { lintList } from "../commands/lint.ts";
import { rules } from "./index.ts";

it("finds no error in the project's own list, with no rule switched off", () => {
  const own = new Set(rules.map(({ name }) => name));
  const findings = lintList(".").filter(({ rule }) => own.has(rule) || rule === "settings");
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  // Its fifteen data sets have one address, that of another list.
  expect(findings.filter(({ rule }) => rule === "shared-link").map(({ field }) => field)).toEqual([
    "url",
  ]);
});
