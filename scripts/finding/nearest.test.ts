import fc from "fast-check";
import { expect, it } from "vitest";
import { nearest } from "./nearest.ts";

const keys = ["title", "venue", "year", "links", "doi", "arxiv", "authors", "date", "tags"];

it.each([
  ["titel", "title"],
  ["yaer", "year"],
  ["Year", "year"],
  ["autors", "authors"],
  ["arxvi", "arxiv"],
  ["dio", "doi"],
  ["ven", "venue"],
  ["date", "date"],
  ["data", "date"],
  ["abstract", undefined],
  ["x", undefined],
  ["", undefined],
  ["\ud800", undefined],
])("takes %s for %s", (name, meant) => {
  expect(nearest(name, keys)).toBe(meant);
});

it("finds a name with one letter changed, left out, put in, or two that changed places", () => {
  const name = fc.stringMatching(/^[a-z]{5,12}$/);
  fc.assert(
    fc.property(name, fc.nat(), fc.nat(3), (wanted, place, way) => {
      const at = place % (wanted.length - 1);
      const [before, letter, next, after] = [
        wanted.slice(0, at),
        wanted[at]!,
        wanted[at + 1]!,
        wanted.slice(at + 2),
      ];
      const middle = [`#${next}`, next, `${letter}#${next}`, next + letter][way]!;
      expect(nearest(before + middle + after, ["######", wanted, "~~~~~~~~"])).toBe(wanted);
    }),
  );
});

it("prefers what is nearer, then what stands first", () => {
  expect(nearest("metrix", ["matrix", "metrics", "metric"])).toBe("matrix");
  expect(nearest("metrxi", ["metric", "metrix"])).toBe("metrix");
  expect(nearest("a".repeat(100_000), ["a".repeat(90), "b"])).toBeUndefined();
});
