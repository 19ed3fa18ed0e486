/** Where a list's own order wants a new entry. */
import type { Context, Entry } from "../rules/context.ts";
import { order } from "../rules/order.ts";
import { Sequence } from "../rules/sequence.ts";
import { readSettings } from "../rules/settings.ts";

interface Order {
  by: string;
  sign: 1 | -1;
}

/**
 * The place of a new entry among those of its kind: where the rule `order` wants it or, without
 * one, where the order that its section is in by itself, newest or oldest first; else at the end
 * of its section.
 */
export function placeFor(context: Context, entries: readonly Entry[], entry: Entry): number {
  const section = context.section(entry);
  const peers = entries.filter((other) => context.section(other) === section);
  const { by, sign } =
    askedOrder(context) ?? ownOrder(peers, entry) ?? ownOrder(entries, entry) ?? {};
  const item = by === undefined ? undefined : entry.item(by);
  const next =
    item &&
    peers.find((other) => {
      const own = other.item(by!);
      return own && !new Sequence([own, item], sign!).isInOrder;
    });
  if (next) return entries.indexOf(next);
  return peers.length === 0 ? entries.length : entries.indexOf(peers.at(-1)!) + 1;
}

function askedOrder({ list }: Context): Order | undefined {
  const { by, direction } = readSettings(list, [order]).rules.get("order")!.options as {
    by: string;
    direction: string;
  };
  return direction === "any" ? undefined : { by, sign: direction === "ascending" ? 1 : -1 };
}

/** The order of dates or years, if all entries have them, that they are in and not in the other. */
function ownOrder(entries: readonly Entry[], fresh: Entry): Order | undefined {
  const fields = [...fresh.kind.fields.values()];
  for (const type of ["date", "year"])
    for (const { path } of fields.filter((field) => field.type === type)) {
      const items = entries.flatMap((entry) => entry.item(path) ?? []);
      if (items.length < entries.length || !fresh.item(path)) continue;
      const signs = ([1, -1] as const).filter((sign) => new Sequence(items, sign).isInOrder);
      if (signs.length === 1) return { by: path, sign: signs[0]! };
    }
  return undefined;
}
