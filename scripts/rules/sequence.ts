import { increasing } from "../pairing/increasing.ts";
import type { Item } from "./context.ts";

type Key = string | number;

/** How long a date is that goes to the year, the month, the day. */
const LENGTHS = [4, 7, 10];

/** Items by the values that they are ordered by: all numbers, all texts, or all dates as far as these go. */
export class Sequence {
  private longestKept: ReadonlySet<Item> | undefined;

  /**
   * @param items values of one field
   * @param sign 1 for an ascending order, -1 for a descending one
   */
  constructor(
    readonly items: readonly Item[],
    private readonly sign: 1 | -1,
  ) {}

  /** Whether nothing has to move: no item is sure to come before one that stands above it. */
  get isInOrder(): boolean {
    let furthest: Key | undefined;
    for (const item of this.items) {
      const [first, last] = this.span(item);
      if (furthest !== undefined && this.compare(furthest, last) > 0) return false;
      if (furthest === undefined || this.compare(first, furthest) > 0) furthest = first;
    }
    return true;
  }

  /** The items in order; those that are alike stay as they are. */
  get sorted(): readonly Item[] {
    const places = this.places();
    return [...this.items].sort((a, b) => this.compare(places.get(a)!, places.get(b)!));
  }

  /** The most items that can stay. */
  private get kept(): ReadonlySet<Item> {
    return (this.longestKept ??= this.longest());
  }

  /** The fewest items that must move, each with the nearest one that it stands on the wrong side of. */
  *wrong(): Generator<{ item: Item; other: Item; above: boolean }> {
    const kept = [...this.kept];
    let passed = 0;
    for (const item of this.items) {
      if (this.kept.has(item)) {
        passed++;
        continue;
      }
      const above = kept.findLast((one, at) => at < passed && this.isAfter(one, item));
      const other = above ?? kept.find((one, at) => at >= passed && this.isAfter(item, one));
      if (other) yield { item, other, above: above !== undefined };
    }
  }

  private compare(a: Key, b: Key): number {
    return a < b ? -this.sign : a > b ? this.sign : 0;
  }

  /** Whether one is sure to come after another: 2024 is in no order with 2024-05. */
  private isAfter(a: Item, b: Item): boolean {
    return this.compare(this.span(a)[0], this.span(b)[1]) > 0;
  }

  /** The first and the last place, in this order, that a value can stand for. */
  private span(item: Item): [Key, Key] {
    const { value, field } = item;
    if (field.type === "year" || field.type === "integer") return [Number(value), Number(value)];
    if (field.type !== "date") return [value, value];
    const ends: [Key, Key] = [
      value + "-00-00".slice(value.length - 4),
      value + "-99-99".slice(value.length - 4),
    ];
    return this.sign > 0 ? ends : [ends[1], ends[0]];
  }

  /** A longest part that is in order: by year, then by month among those that have one, by day. */
  private longest(): Set<Item> {
    let kept = [...this.items];
    for (const length of this.items[0]?.field.type === "date" ? LENGTHS : [0]) {
      const isVague = ({ field, value }: Item) => field.type === "date" && value.length < length;
      const exact = kept.filter((item) => !isVague(item));
      const keys = exact.map((item) => {
        const [first] = this.span(item);
        return typeof first === "string" && length > 0 ? first.slice(0, length) : first;
      });
      const byKey = [...keys.keys()].sort((a, b) => this.compare(keys[a]!, keys[b]!) || a - b);
      const ranks: number[] = [];
      byKey.forEach((index, rank) => (ranks[index] = rank));
      const stays = new Set(increasing(ranks).map((index) => exact[index]!));
      kept = kept.filter((item) => isVague(item) || stays.has(item));
    }
    return new Set(kept);
  }

  /** By what to sort: a date that could stand in several places goes where it stands, if it can. */
  private places(): Map<Item, Key> {
    const keys = new Map<Item, Key>();
    let reached: Key | undefined;
    for (const item of this.items) {
      const [first] = this.span(item);
      if (!this.kept.has(item)) {
        keys.set(item, first);
        continue;
      }
      reached = reached === undefined || this.compare(first, reached) > 0 ? first : reached;
      keys.set(item, reached);
    }
    return keys;
  }
}
