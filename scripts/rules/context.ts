import type { Place } from "../finding/finding.ts";
import { type Field, type FieldTree, fieldTree, type Kind } from "../data/kinds.ts";
import type { LoadedList, Rec } from "../data/record.ts";
import type { ListPage } from "../page/pages.ts";
import { lineNodes } from "../template/pattern.ts";
import { Address, arxivTarget, doiTarget } from "./address.ts";
import { setsIn } from "./characters.ts";
import { lettersOf } from "./letters.ts";
import { type Outline, outline } from "./outline.ts";

/** An entry that a rule need not hold for, and why. */
export interface Excuse {
  rule: string;
  entry: string;
  field?: string;
  reason: string;
  /** Where it stands in data/list.json. */
  place: Place;
}

/** Bold or linked words, before which only images and marks stand; shorter ones are labels. */
const TITLE =
  /^(?:!\[[^\]]*\]\([^\s()]*\)|<br ?\/?>|[^\p{L}\p{N}*[!<])*(?:\*\*([^*]{12,400})\*\*|\[\*{0,2}((?:\\.|[^\][\\*]){12,400})\*{0,2}\]\()/u;

/** A record, with its values laid out flat. */
export class Entry {
  readonly items: Item[] = [];
  private ownLetters: string | undefined;

  constructor(
    readonly record: Rec,
    readonly kind: Kind,
  ) {}

  /** The first value of a field. */
  item(path: string): Item | undefined {
    for (const item of this.items) if (item.field.path === path) return item;
    return undefined;
  }

  /** The value of its kind's key. */
  get name(): string {
    return this.item(this.kind.key)?.value ?? "";
  }

  /** The title in the name: of a line in Markdown, the bold or linked words that it begins with. */
  get title(): string {
    const { name } = this;
    const [, bold, linked] = TITLE.exec(name) ?? [];
    return bold ?? linked ?? name;
  }

  /** The title without letter case, spaces and punctuation. */
  get letters(): string {
    return (this.ownLetters ??= lettersOf(this.title));
  }
}

/** One value of a record. */
export interface Item {
  entry: Entry;
  field: Field;
  /** Its place in a list field. */
  element: number | undefined;
  /** Numbers are their digits. */
  value: string;
  /** The sets of characters that the value has some of. */
  sets: number;
}

/** An address, of a field of its own or within Markdown. */
export interface Link {
  item: Item;
  address: Address;
  /** Where the address begins in the item's value. */
  start: number;
  /** The field's last step, such as `code`; empty within Markdown. */
  role: string;
}

/** A field's last step, such as `code`. */
export const roleOf = ({ path }: Field): string => path.slice(path.lastIndexOf(".") + 1);

/** Whether a kind's records are works; others are data sets, tools, repositories. */
export const isNamedByTitle = ({ key }: Kind): boolean =>
  key.slice(key.lastIndexOf(".") + 1) === "title";

/** The value that a link stands in, with another address in the link's place. */
export function withAddress({ item, address, start }: Link, url: string): string {
  const { value } = item;
  return value.slice(0, start) + url + value.slice(start + address.text.length);
}

/** What rules look at: a list's values and pages, each view of them made once and when asked for. */
export class Context {
  private readonly views = new Map<string, unknown>();
  private readonly outlines = new Map<string, Outline>();
  private sections: Map<string, string[]> | undefined;

  /** The list's excuses, and whether a rule that ran found what they excuse. */
  excuses: (Excuse & { use: "some" | "none" | "off" })[] = [];

  constructor(
    readonly list: LoadedList,
    readonly pages: readonly ListPage[] = [],
    readonly today = new Date(),
  ) {}

  private view<Value>(name: string, make: () => Value): Value {
    if (!this.views.has(name)) this.views.set(name, make());
    return this.views.get(name) as Value;
  }

  /** All records but the list itself. */
  get entries(): Entry[] {
    return this.view("entries", () => this.everything.filter(({ kind }) => kind.name !== "list"));
  }

  /** All records. */
  get everything(): Entry[] {
    return this.view("everything", () => {
      const entries: Entry[] = [];
      for (const kind of this.list.kinds.values()) {
        const branch = fieldTree(kind);
        for (const record of this.list.records.get(kind.name) ?? []) {
          const entry = new Entry(record, kind);
          collect(entry, record.value, branch);
          entries.push(entry);
        }
      }
      return entries;
    });
  }

  /** All values of some domains, domain by domain. */
  items(...types: string[]): Item[] {
    return types.length === 1
      ? (this.byType.get(types[0]!) ?? [])
      : this.view(types.join(), () =>
          ([] as Item[]).concat(...types.map((type) => this.items(type))),
        );
  }

  private get byType(): Map<string, Item[]> {
    return this.view("types", () => {
      const found = new Map<string, Item[]>();
      for (const { items } of this.everything) {
        for (const item of items) {
          const known = found.get(item.field.type);
          if (known) known.push(item);
          else found.set(item.field.type, [item]);
        }
      }
      return found;
    });
  }

  /** All addresses that stand in fields of their own. */
  get links(): Link[] {
    return this.view("links", () =>
      this.items("url").map((item) => ({
        item,
        address: new Address(item.value),
        start: 0,
        role: roleOf(item.field),
      })),
    );
  }

  /** All DOIs and arXiv ids that stand in fields of their own, with what they lead to. */
  get ids(): { item: Item; target: string }[] {
    return this.view("ids", () => [
      ...this.items("doi").map((item) => ({ item, target: doiTarget(item.value) })),
      ...this.items("arxiv").map((item) => ({
        item,
        target: arxivTarget(item.value.replace(/v[0-9]+$/, "")),
      })),
    ]);
  }

  /** All addresses, those in Markdown too. */
  get allLinks(): Link[] {
    return this.view("allLinks", () => {
      const found = [...this.links];
      for (const item of this.items("markdown", "prose")) {
        if (!/\]\(|<http/.test(item.value)) continue;
        for (const { 0: match, 1: target = "", index } of item.value.matchAll(
          /(?:\]\(<?|<(?=https?:))([^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)/g,
        )) {
          const start = index + match.length - target.length;
          found.push({ item, address: new Address(target), start, role: "" });
        }
      }
      return found;
    });
  }

  /** Whether some page shows a field. */
  shows(kind: string, path: string): boolean {
    return this.pages.some(({ pattern }) => pattern.shownFields.get(kind)?.has(path));
  }

  /**
   * The section of the page that an entry is filed under: the values that the headings above it
   * name, but years and dates, by which nobody files one paper twice on purpose.
   */
  section(entry: Entry): string {
    this.sections ??= this.sectionFields();
    const fields = this.sections.get(entry.kind.name);
    if (!fields?.length) return "";
    let section = "";
    for (const { field, value } of entry.items)
      if (fields.includes(field.path)) section += `\0${value}`;
    return section;
  }

  private sectionFields(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const { pattern } of this.pages) {
      for (const [node, parents] of lineNodes(pattern.nodes)) {
        const kind = node.record === undefined ? undefined : this.list.kinds.get(node.record);
        if (!kind) continue;
        const fields = parents.flatMap(({ repeat }) =>
          [...kind.fields.values()].filter(
            ({ ref, path, type }) =>
              repeat &&
              (repeat.kind === kind.name
                ? repeat.fields.includes(path) &&
                  path !== kind.key &&
                  type !== "year" &&
                  type !== "date"
                : ref === repeat.kind),
          ),
        );
        found.set(kind.name, [...(found.get(kind.name) ?? []), ...fields.map(({ path }) => path)]);
      }
    }
    return found;
  }

  /** The headings, links and tables of a page as it stands; of what it must be, where it is not. */
  outline({ file, page, actual }: ListPage): Outline {
    let known = this.outlines.get(file);
    if (!known) this.outlines.set(file, (known = outline(actual ?? page.text)));
    return known;
  }
}

function collect(entry: Entry, value: Record<string, unknown>, branch: FieldTree): void {
  for (const step of Object.keys(value)) {
    const node = branch.get(step);
    const found = value[step];
    if (node === undefined) continue;
    if (node instanceof Map) {
      if (typeof found === "object" && found !== null)
        collect(entry, found as Record<string, unknown>, node);
    } else if (Array.isArray(found)) {
      for (const [element, one] of found.entries())
        entry.items.push(itemOf(entry, node, one, element));
    } else {
      entry.items.push(itemOf(entry, node, found));
    }
  }
}

function itemOf(entry: Entry, field: Field, found: unknown, element?: number): Item {
  const value = String(found);
  return { entry, field, element, value, sets: setsIn(value) };
}
