import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import type { Finding, Place } from "./finding.ts";
import { hasRepeatedKeys, JsonFile, type JsonPath } from "./json.ts";
import { collectionOf, type Kind, type KindTable, makeKinds } from "./kinds.ts";
import { nearest } from "./nearest.ts";
import { quote } from "./quote.ts";
import { kindProblems, type Problem, recordProblems, recordSchema } from "./schema.ts";

/** A record as it stands in a data file. */
export interface Rec {
  kind: string;
  /** Its place among all records of its kind. */
  index: number;
  /** Relative to the list's folder, with forward slashes. */
  file: string;
  /** The JSON Pointer of the record in its file: "" or "/3". */
  pointer: string;
  value: Record<string, unknown>;
}

/** A list's data, and all that is wrong with it. */
export interface LoadedList {
  dir: string;
  kinds: Map<string, Kind>;
  /** By kind, in the list's order. `list` has one record. */
  records: Map<string, Rec[]>;
  files: Map<string, JsonFile>;
  findings: Finding[];
}

/** A field's value: its text, numbers as their digits; undefined where it is absent. */
export function fieldValue({ value }: Rec, field: string): string | string[] | undefined {
  let found: unknown = value;
  for (const step of field.split(".")) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.hasOwn(found, step) ? (found as Record<string, unknown>)[step] : undefined;
  }
  return typeof found === "number" ? String(found) : (found as string | string[] | undefined);
}

const stepsOf = (record: Rec): JsonPath =>
  record.pointer === "" ? [] : [Number(record.pointer.slice(1))];

/** Where a record, one of its fields, or one value of a list field stands in the data. */
export function placeOf(list: LoadedList, record: Rec, field?: string, element?: number): Place {
  const steps = [
    ...stepsOf(record),
    ...(field === undefined ? [] : field.split(".")),
    ...(element === undefined ? [] : [element]),
  ];
  return list.files.get(record.file)?.place(steps) ?? { file: record.file, line: 1, column: 1 };
}

/**
 * Reads and checks the data of a list: `data/list.json`, and for each kind `data/papers.json` or
 * the files of `data/papers/` in the order of their names.
 *
 * @throws Error where the folder cannot be read at all
 */
export function loadList(dir: string): LoadedList {
  return new Loader(dir).load();
}

class Loader {
  private readonly list: LoadedList;

  constructor(dir: string) {
    this.list = { dir, kinds: makeKinds(), records: new Map(), files: new Map(), findings: [] };
  }

  load(): LoadedList {
    const settings = this.read("data/list.json");
    const own = isObject(settings?.value) ? settings.value["kinds"] : undefined;
    const wrong = settings ? this.report(settings.file, "schema", kindProblems(own), []) : 0;
    if (wrong === 0) this.list.kinds = makeKinds((own ?? {}) as Record<string, KindTable>);
    for (const kind of this.list.kinds.values()) this.collection(kind, settings);
    this.unknownFiles();
    if (this.list.findings.length === 0) {
      this.repeated();
      this.references();
    }
    return this.list;
  }

  private add(place: Place, rule: string, message: string, more: Partial<Finding> = {}): void {
    this.list.findings.push({ rule, severity: "error", message, ...place, data: place, ...more });
  }

  private report(
    file: JsonFile,
    rule: string,
    problems: Problem[],
    steps: JsonPath,
    more: Partial<Finding> = {},
  ): number {
    for (const { path: at, message, key } of problems) {
      const field = at.filter((step) => typeof step === "string").join(".");
      this.add(
        file.place([...steps, ...at], { key: key ?? false }),
        rule,
        field === "" || key ? message : `${field}: ${message}`,
        { ...more, ...(field === "" ? {} : { field }) },
      );
    }
    return problems.length;
  }

  /** Reads a JSON file, if it is there and is JSON. */
  private read(name: string): { file: JsonFile; value: unknown } | undefined {
    const place = { file: name, line: 1, column: 1 };
    const full = path.join(this.list.dir, name);
    if (!existsSync(full)) {
      if (name === "data/list.json")
        this.add(
          place,
          "data",
          'found no data/list.json, expected the list\'s title: {"title": "…"}',
        );
      return undefined;
    }
    const inside = path.relative(realpathSync(this.list.dir), realpathSync(full));
    if (inside.startsWith("..") || path.isAbsolute(inside)) {
      this.add(place, "data", `${name} leads out of the list's folder; put the file itself there`);
      return undefined;
    }
    const bytes = readFileSync(full);
    const text = bytes.toString("utf8");
    const file = new JsonFile(name, text);
    this.list.files.set(name, file);
    if (text.includes("\uFFFD") && !Buffer.from(text).equals(bytes)) {
      this.add(
        file.at(text.indexOf("\uFFFD")),
        "json",
        "found bytes that are not UTF-8; save the file as UTF-8",
      );
      return undefined;
    }
    if (text.startsWith("\uFEFF")) {
      this.add(place, "json", "found a byte order mark; save the file as UTF-8 without one");
      return undefined;
    }
    try {
      const value: unknown = JSON.parse(text);
      if (hasRepeatedKeys(text, value)) {
        for (const { key, place: at } of file.repeatedKeys())
          this.add(
            at,
            "json",
            `found the key ${quote(key)} a second time in one object; remove one of them`,
          );
      }
      return { file, value };
    } catch (error) {
      if (error instanceof RangeError)
        this.add(place, "json", "found values nested too deep to read");
      else
        for (const { message, place: at } of file.syntaxErrors())
          this.add(at, "json", `not JSON: ${message}`);
      return undefined;
    }
  }

  /** Reads and checks all records of a kind. */
  private collection(kind: Kind, settings: { file: JsonFile; value: unknown } | undefined): void {
    const records: Rec[] = [];
    this.list.records.set(kind.name, records);
    const schema = recordSchema(kind);
    if (kind.name === "list") {
      if (settings) this.record(kind, schema, records, settings.file, settings.value, "");
      return;
    }
    for (const name of this.filesOf(kind)) {
      const read = this.read(name);
      if (!read) continue;
      if (Array.isArray(read.value)) {
        read.value.forEach((value, index) =>
          this.record(kind, schema, records, read.file, value, `/${index}`),
        );
      } else if (isObject(read.value) && name.includes(`/${collectionOf(kind.name)}/`)) {
        const { $schema: _, ...value } = read.value;
        this.record(kind, schema, records, read.file, value, "");
      } else {
        this.add(
          read.file.at(0),
          "schema",
          `found ${quote(read.value)}, expected a list of records: [{"${kind.key}": "…"}]`,
        );
      }
    }
  }

  private filesOf(kind: Kind): string[] {
    const name = `data/${collectionOf(kind.name)}`;
    const folder = path.join(this.list.dir, name);
    const isFolder = existsSync(folder) && statSync(folder).isDirectory();
    const isFile = existsSync(`${folder}.json`);
    if (isFile && isFolder)
      this.add(
        { file: `${name}.json`, line: 1, column: 1 },
        "data",
        `found both ${name}.json and ${name}/; keep one of them`,
      );
    if (!isFolder) return isFile ? [`${name}.json`] : [];
    return readdirSync(folder)
      .filter((entry) => entry.endsWith(".json"))
      .sort((a, b) => (a < b ? -1 : 1))
      .map((entry) => `${name}/${entry}`);
  }

  private record(
    kind: Kind,
    schema: z.ZodType,
    records: Rec[],
    file: JsonFile,
    value: unknown,
    pointer: string,
  ): void {
    const record: Rec = {
      kind: kind.name,
      index: records.length,
      file: file.file,
      pointer,
      value: isObject(value) ? value : {},
    };
    records.push(record);
    const problems = recordProblems(kind, schema, value);
    if (problems.length === 0) return;
    const name = fieldValue(record, kind.key);
    this.report(
      file,
      "schema",
      problems,
      stepsOf(record),
      typeof name === "string" ? { entry: name } : {},
    );
  }

  /** Files in data/ that no kind has: most likely a name mistyped. */
  private unknownFiles(): void {
    const folder = path.join(this.list.dir, "data");
    const known = [...this.list.kinds.keys()].map(collectionOf);
    for (const entry of existsSync(folder) ? readdirSync(folder).sort() : []) {
      const name = entry.replace(/\.json$/, "");
      if (known.includes(name) || entry === "schema" || entry.startsWith(".")) continue;
      if (name === entry && !lstatSync(path.join(folder, entry)).isDirectory()) continue;
      const near = nearest(name, known);
      this.add(
        { file: `data/${entry}`, line: 1, column: 1 },
        "data",
        `no kind of record stands in data/${entry}; ${near ? `did you mean data/${near}${entry.slice(name.length)}?` : `add the kind ${quote(name.replace(/s$/, ""))} to "kinds" in data/list.json, or move the file`}`,
      );
    }
  }

  /** Two records that say the same of what every record of the kind must say. */
  private repeated(): void {
    for (const kind of this.list.kinds.values()) {
      const required = [...kind.fields.values()].filter((field) => !field.optional && !field.list);
      const seen = new Map<string, Rec>();
      for (const record of this.list.records.get(kind.name)!) {
        const name = String(fieldValue(record, kind.key));
        const id = required
          .map((field) => folded(String(fieldValue(record, field.path))))
          .join("\0");
        const first = seen.get(id);
        if (!first) seen.set(id, record);
        else {
          const { file, line, column } = placeOf(this.list, first);
          this.add(
            placeOf(this.list, record),
            "repeated-entry",
            `${quote(name)} stands at ${file}:${line}:${column} already; remove one of them`,
            { entry: name },
          );
        }
      }
    }
  }

  private references(): void {
    for (const kind of this.list.kinds.values()) {
      for (const field of kind.fields.values()) {
        if (field.ref === undefined) continue;
        const target = this.list.kinds.get(field.ref)!;
        const keys = new Set(
          this.list.records.get(field.ref)!.map((record) => String(fieldValue(record, target.key))),
        );
        for (const record of this.list.records.get(kind.name)!)
          this.reference(record, field.path, keys, target, kind);
      }
    }
  }

  private reference(
    record: Rec,
    field: string,
    keys: ReadonlySet<string>,
    target: Kind,
    kind: Kind,
  ): void {
    const found = fieldValue(record, field);
    for (const value of found === undefined ? [] : [found].flat()) {
      if (keys.has(value)) continue;
      const near = nearest(value, keys);
      this.add(
        placeOf(this.list, record, field),
        "reference",
        `${field}: found ${quote(value)}, which is the ${target.key} of no ${target.name}${near ? `; did you mean ${quote(near)}?` : ""}`,
        {
          entry: String(fieldValue(record, kind.key)),
          field,
        },
      );
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const folded = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
