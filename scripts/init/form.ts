// Forms of entries: what a template writes for records that stand one after another.
import type { KindTable } from "../data/kinds.ts";
import type { PageLine } from "../markdown/flatten.ts";
import { folded } from "../pairing/folded.ts";
import { isBlank } from "../template/line-regex.ts";
import { labelledLines } from "./labelled.ts";
import { fieldNames } from "./names.ts";
import type { Head } from "./typed.ts";
import { type Block, hasEntries, type Item, shown } from "./outline.ts";

/** How records are written; `@` stands for the name of their kind. */
export interface Form {
  /** Lines of a template, with holes such as `{{@.title}}`. */
  template: string;
  /** The fields of the kind, under `@`, and of kinds within it, such as `@Part`. */
  kinds: Record<string, KindTable>;
}

/** Whether lines can be told apart by what they show. */
const areDistinct = (lines: readonly PageLine[]): boolean =>
  new Set(lines.map((line) => folded(shown(line)))).size === lines.length;

const areFilled = (lines: readonly PageLine[]): boolean =>
  lines.every(({ symbols }) => symbols.codes.length > 0);

/** Whether no item says the same twice, as no list of values may. */
const noneTwice = (groups: readonly (readonly PageLine[])[]): boolean =>
  groups.every((lines) => new Set(lines.map(shown)).size === lines.length);

/** The form in which each item is a text, and so is each line within it. */
export function plainItems(
  items: readonly Item[],
  bullet = "-",
  { forms, fields: parts }: Head = { forms: ["{{@.text}}"], fields: { text: "markdown" } },
  { labelled = false, kind = "@", indent = "" } = {},
): Form | undefined {
  const heads = items.map(({ head }) => head);
  if (!areFilled(heads)) return undefined;
  const { length: depth } = heads[0]!.shape;
  const marker = heads[0]!.shape.endsWith("1") ? "1. " : `${bullet} `;
  const inside = indent + " ".repeat(marker.length);
  const classes = items.map(({ inner }) => inner.map(({ shape }) => shape.slice(depth)));
  const all = new Set(classes.flat());
  const fields: KindTable = { ...parts };
  let template = forms
    .map((form) => `${indent}${marker}${form.replaceAll("{{@.", `{{${kind}.`)}`)
    .join("\n");
  const group = (own: string) =>
    items.map(({ inner }) => inner.filter(({ shape }) => shape.slice(depth) === own));
  const values = (own: string, field: string, before: string): boolean => {
    if (!all.delete(own)) return true;
    fields[field] = "markdown[]?";
    template += `${before}{{${kind}.${field}}}`;
    return noneTwice(group(own)) && areFilled(group(own).flat());
  };
  if (!values("+", "lines", `\\\n${inside}`)) return undefined;
  if (!values("p", "paragraphs", `\n\n${inside}`)) return undefined;
  const nested = [...all][0]?.[0] ?? "";
  if ([...all].some((own) => !/^[-1]/.test(own) || own[0] !== nested)) return undefined;
  // Within an item the template has one order.
  const rank = (own: string) => (own === "+" ? 0 : own === "p" ? 1 : 2);
  if (!classes.every((own) => own.every((one, at) => at === 0 || rank(own[at - 1]!) <= rank(one))))
    return undefined;
  if (all.size === 0) return { template, kinds: { [kind]: fields } };
  const gap = fields["paragraphs"] ? "\n\n" : "\n";
  const sub = nested === "1" ? "1. " : `${bullet} `;
  const marked = `${gap}${inside}${sub}`;
  if (labelled) {
    if (all.size !== 1 || !all.has(nested)) return undefined;
    const lines = labelledLines(group(nested), fields);
    if (!lines || !noneTwice(group(nested)) || !areFilled(group(nested).flat())) return undefined;
    template += lines.lines
      .map((line) => `${marked}${line.replaceAll("{{@.", `{{${kind}.`)}`)
      .join("");
    return { template, kinds: { [kind]: { ...fields, ...lines.fields } } };
  }
  if (all.size === 1 && all.has(nested) && values(nested, "notes", marked))
    return { template, kinds: { [kind]: fields } };
  if (!areDistinct(heads)) return undefined;
  const within = items.flatMap(({ inner }) => itemsIn(inner, depth + 1));
  const name = `${kind}Part`;
  const nestedForm = plainItems(within, bullet, undefined, { kind: name, indent: inside });
  if (!nestedForm) return undefined;
  const { [name]: part, ...more } = nestedForm.kinds;
  return {
    template: `${template}${gap}${nestedForm.template}`,
    kinds: { [kind]: fields, [name]: { ...part, of: kind }, ...more },
  };
}

/** The items at a depth among the lines of an item. */
function itemsIn(lines: readonly PageLine[], depth: number): Item[] {
  const items: Item[] = [];
  for (const line of lines) {
    if (line.shape.length < depth || !/^[-1]+$/.test(line.shape.slice(0, depth))) continue;
    if (line.shape.length === depth) items.push({ head: line, inner: [] });
    else items.at(-1)?.inner.push(line);
  }
  return items;
}

/** The form in which each paragraph is a text. */
export function plainParagraphs(lines: readonly PageLine[]): Form | undefined {
  const fields: KindTable = { text: "markdown" };
  if (!lines.some(({ shape }) => shape === "p+"))
    return { template: "{{@.text}}", kinds: { "@": fields } };
  fields["lines"] = "markdown[]?";
  return { template: "{{@.text}}\\\n{{@.lines}}", kinds: { "@": fields } };
}

/** How the columns of tables of one header are written. */
interface Columns {
  names: string[];
  /** What each row has. */
  required: number[];
  /** What names a row. */
  key: number | undefined;
  /** What says that there is nothing, where something does. */
  absent: (string | undefined)[];
}

/** The columns of tables of one header, so that each row is told from the others of its table. */
function columnsOf(tables: readonly Block[]): Columns {
  const names = fieldNames(cellsOf(tables[0]!.lines[0]!));
  const rows = tables.map(({ lines }) => lines.slice(1).map(cellsOf));
  const columns = names.map((_, column) => rows.flat().map((row) => row[column] ?? ""));
  const isThere = (cell: string) => cell !== "" && !isBlank(cell, { blank: true, absent: "" });
  const full = (is: (cell: string) => boolean) =>
    names.map((_, column) => column).filter((column) => columns[column]!.every(is));
  const tells = (required: readonly number[]) =>
    rows.every((own) => {
      const texts = own.map((row) => identityOf(row, required));
      return new Set(texts).size === texts.length;
    });
  let required = full(isThere);
  // What says that there is nothing may be what tells two rows apart.
  if (!tells(required)) required = full((cell) => cell !== "");
  const absent = columns.map((own, column) => {
    if (required.includes(column)) return undefined;
    const blanks = own.filter((cell) => cell !== "" && !isThere(cell));
    return blanks.find((cell) => /\w|无/.test(cell)) ?? blanks[0];
  });
  const named = full(isThere).find((column) => names[column] === "title");
  const distinct = (column: number) => new Set(columns[column]).size;
  const [key] =
    named === undefined ? required.toSorted((a, b) => distinct(b) - distinct(a)) : [named];
  return { names, required, key, absent };
}

const identityOf = (row: readonly string[], columns: readonly number[]): string =>
  folded(columns.map((column) => row[column]).join("\0"));

/** The form of tables in which each cell is a text, named by its column's header. */
export function plainRows(source: string, tables: readonly Block[]): Form | undefined {
  const { names, required, absent, key } = columnsOf(tables);
  if (key === undefined || tables.some((table) => repeatedRows(table, required).length > 0))
    return undefined;
  const fields: KindTable = { [names[key]!]: "markdown" };
  const holes = names.map((name, column) => {
    if (column !== key) fields[name] = required.includes(column) ? "markdown" : "markdown?";
    return `{{@.${name}${absent[column] === undefined ? "" : ` or ${absent[column]}`}}}`;
  });
  return {
    template: `${headOf(source, tables[0]!.lines[0]!)}\n| ${holes.join(" | ")} |`,
    kinds: { "@": fields },
  };
}

function repeatedRows({ lines }: Block, required: readonly number[]): PageLine[] {
  if (required.length === 0) return [];
  const seen = new Set<string>();
  return lines
    .slice(1)
    .filter((row) => seen.size === seen.add(identityOf(cellsOf(row), required)).size);
}

/** A table's header and delimiter row as they stand on the page. */
function headOf(source: string, header: PageLine): string {
  const end = source.indexOf("\n", source.indexOf("\n", header.start) + 1);
  return source
    .slice(header.start, end < 0 ? undefined : end)
    .split("\n")
    .map((line) => line.trim())
    .join("\n");
}

/** What stands in each cell of a row. */
export const cellsOf = (line: PageLine): string[] =>
  shown(line)
    .split(" | ")
    .map((cell) => cell.trim());

/** The items and rows of a block that say the same as an earlier one, as no records may: their lines. */
export function repeatsIn(block: Block): PageLine[][] {
  if (!hasEntries(block)) return [];
  if (block.type === "table")
    return repeatedRows(block, columnsOf([block]).required).map((row) => [row]);
  const seen = new Set<string>();
  return block.items.flatMap(({ head, inner }) => {
    const found: PageLine[][] = [];
    /** Of each depth, the item around. */
    const around = [-1];
    for (let at = -1; at < inner.length; at++) {
      const { shape } = inner[at] ?? head;
      const depth = /^[-1]*/.exec(shape)![0].length;
      if (shape.length === depth) around[depth] = at;
      const parent =
        at < 0 ? "" : `${head.start} ${around[shape.length > depth ? depth : depth - 1]}`;
      const id = `${parent} ${shape} ${folded(shown(inner[at] ?? head))}`;
      if (seen.size < seen.add(id).size) continue;
      const rest = inner.slice(at + 1);
      const end = rest.findIndex((line) => line.shape === shape || !line.shape.startsWith(shape));
      const whole = [inner[at] ?? head, ...rest.slice(0, end < 0 ? undefined : end)];
      if (shape.endsWith("+") || !whole.every((line) => /^[-1]+(?:p\+?|\+)?$/.test(line.shape)))
        continue;
      found.push(whole);
      at += whole.length - 1;
    }
    return found;
  });
}
