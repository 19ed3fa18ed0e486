import fc from "fast-check";
import { expect, it } from "vitest";
import { type Group, mergeOrder } from "./order.ts";

/** Entries in two levels of groups, each group where its first entry is. */
function grouped(order: readonly number[], pathOf: (id: number) => readonly string[]): number[] {
  const groups = (ids: readonly number[], depth: number): number[] => {
    if (depth === 2) return [...ids];
    const parts = new Map<string, number[]>();
    for (const id of ids) {
      const name = pathOf(id)[depth]!;
      parts.set(name, [...(parts.get(name) ?? []), id]);
    }
    return [...parts.values()].flatMap((part) => groups(part, depth + 1));
  };
  return groups(order, 0);
}

const paths = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("x", "y")), {
  minLength: 1,
  maxLength: 9,
});

it("shows, grouped, the order that a page was edited to, whatever the order of the data", () => {
  const made = paths.chain((list) => {
    const ids = list.map((_, id) => id);
    const some = fc.shuffledSubarray(ids);
    return fc.record({ list: fc.constant(list), data: some, wanted: some });
  });
  fc.assert(
    fc.property(made, ({ list, data, wanted }) => {
      const pathOf = (id: number) => list[id]!;
      const [page, theirs] = [grouped(data, pathOf), grouped(wanted, pathOf)];
      const start = (id: number, depth: number) =>
        theirs.findIndex((one) =>
          pathOf(one)
            .slice(0, depth + 1)
            .every((name, at) => name === pathOf(id)[at]),
        );
      const groups = new Map(
        theirs.map((id): [number, Group[]] => [
          id,
          [0, 1].map((depth) => ({ start: start(id, depth), follows: true })),
        ]),
      );
      const { order } = mergeOrder({
        base: page,
        baseOfOurs: data,
        ours: data,
        oursAsTheirs: page,
        theirs,
        keep: new Set(theirs),
        groupsOf: (id) => groups.get(id) ?? [],
      });
      expect(grouped(order, pathOf)).toEqual(theirs);
    }),
    { numRuns: 2000 },
  );
});

it("leaves the data as it is where other data put the groups in their places", () => {
  const at = (start: number): Group[] => [{ start, follows: false }];
  const { order, moved } = mergeOrder({
    base: [1, 2, 0],
    baseOfOurs: [0, 1, 2],
    ours: [0, 1, 2],
    oursAsTheirs: [1, 2, 0],
    theirs: [1, 2, 3, 0],
    keep: new Set([0, 1, 2, 3]),
    groupsOf: (id) => at(id === 0 ? 9 : 0),
  });
  expect({ order, moved: [...moved] }).toEqual({ order: [0, 1, 2, 3], moved: [] });
});
