// Forms of entries: what a template writes for records that stand one after another.
import type { KindTable } from "../data/kinds.ts";
import type { PageLine } from "../markdown/flatten.ts";
import { showSymbols } from "../markdown/symbols.ts";
import { folded } from "../pairing/folded.ts";
import { fieldNames } from "./names.ts";
import { type Block, type Item, listOf } from "./outline.ts";

/** How records are written; `@` stands for the name of their kind. */
export interface Form {
  /** Lines of a template, with holes such as `{{@.title}}`. */
  template: string;
  /** The fields of the kind, under `@`, and of kinds within it, such as `@Part`. */
  kinds: Record<string, KindTable>;
}

const shown = ({ symbols }: PageLine): string => showSymbols(symbols.codes);

/** Whether lines can be told apart by what they show. */
const areDistinct = (lines: readonly PageLine[]): boolean =>
  new Set(lines.map((line) => folded(shown(line)))).size === lines.length;

const areFilled = (lines: readonly PageLine[]): boolean =>
  lines.every(({ symbols }) => symbols.codes.length > 0);

/** Whether no item says the same twice, as no list of values may. */
const noneTwice = (groups: readonly (readonly PageLine[])[]): boolean =>
  groups.every((lines) => new Set(lines.map(shown)).size === lines.length);

/** The form in which each item is a text, and so is each line within it. */
export function plainItems(items: readonly Item[], kind = "@", indent = ""): Form | undefined {
  const heads = items.map(({ head }) => head);
  if (!areFilled(heads)) return undefined;
  const { length: depth } = heads[0]!.shape;
  const marker = heads[0]!.shape.endsWith("1") ? "1. " : "- ";
  const inside = indent + " ".repeat(marker.length);
  const classes = items.map(({ inner }) => inner.map(({ shape }) => shape.slice(depth)));
  const all = new Set(classes.flat());
  const fields: KindTable = { text: "markdown" };
  let template = `${indent}${marker}{{${kind}.text}}`;
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
  const sub = nested === "1" ? "1. " : "- ";
  if (all.size === 1 && all.has(nested) && values(nested, "notes", `${gap}${inside}${sub}`))
    return { template, kinds: { [kind]: fields } };
  if (!areDistinct(heads)) return undefined;
  const parts = items.flatMap(({ inner }) => itemsIn(inner, depth + 1));
  const name = `${kind}Part`;
  const within = plainItems(parts, name, inside);
  if (!within) return undefined;
  const { [name]: part, ...more } = within.kinds;
  return {
    template: `${template}${gap}${within.template}`,
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

/** The form of a table in which each cell is a text, named by its column's header. */
export function plainRows(source: string, block: Block): Form | undefined {
  const [header, ...rows] = block.lines as [PageLine, ...PageLine[]];
  const cells = rows.map(cellsOf);
  const columns = cellsOf(header);
  const names = fieldNames(columns);
  const isFull = (column: number) => cells.every((row) => (row[column] ?? "") !== "");
  const full = columns.map((_, column) => column).filter(isFull);
  const distinct = (column: number) =>
    new Set(cells.map((row) => folded(row[column]!))).size === cells.length;
  const named = full.find((column) => names[column] === "title");
  const key = named ?? full.find(distinct) ?? full[0];
  if (key === undefined) return undefined;
  const fields: KindTable = { [names[key]!]: "markdown" };
  names.forEach((name, column) => {
    if (column !== key) fields[name] = full.includes(column) ? "markdown" : "markdown?";
  });
  return {
    template: `${headOf(source, header)}\n| ${names.map((name) => `{{@.${name}}}`).join(" | ")} |`,
    kinds: { "@": fields },
  };
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

/** Whether blocks of these lines are ones of the same sort of list. */
export const sameList = (lines: readonly PageLine[]): boolean =>
  new Set(lines.map(listOf)).size === 1;
