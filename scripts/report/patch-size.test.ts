import { expect, it } from "vitest";
import { unifiedDiff } from "../pairing/text-diff.ts";
import { patchSize } from "./patch-size.ts";

it("counts lines that look like the names of a diff", () => {
  const patch = unifiedDiff(["a", "a"], "x\n---\n++ y\n", "x\n++ z\n", 1);
  expect(patchSize(patch)).toBe("(+1 -2 lines)");
});
