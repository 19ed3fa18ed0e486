// Reads a list's data files into checked records; all that is wrong with them is a finding.
import { collectionFiles, SETTINGS, unknownFiles } from "./data-files.ts";
import type { Finding, Place } from "../finding/finding.ts";
import { isObject, type JsonPath } from "./json.ts";
import type { JsonDocument } from "./json-document.ts";
import { kindProblems } from "./kind-problems.ts";
import { collectionOf, type Kind, type KindTable, makeKinds } from "./kinds.ts";
import { escapeHidden, quote } from "../finding/quote.ts";
import type { Files } from "../files/files.ts";
import { filesOf } from "../files/folder.ts";
import { type FileProblem, readJson } from "./read-json.ts";
import { fieldValue, type LoadedList, type Rec, stepsTo } from "./record.ts";
import { brokenReferences, type Relation, repeatedEntries } from "./relations.ts";
import { MOST_PROBLEMS, type Problem, recordCheck } from "./record-check.ts";

/**
 * Reads and checks the data of a list: `data/list.json`, and for each kind `data/papers.json` or
 * the files of `data/papers/` in the order of their names.
 *
 * @param list its files, or the path of its folder
 * @throws Error where a file cannot be read at all
 */
export function loadList(list: Files | string): LoadedList {
  return new Loader(filesOf(list)).load();
}

class Loader {
  private readonly list: LoadedList;
  /** Whether the list's own kinds are sound; if not, nothing else can be told to be unknown. */
  private kindsKnown = false;
  /** Kinds of which a file could not be read. */
  private readonly unread = new Set<string>();

  constructor(files: Files) {
    this.list = {
      files,
      kinds: makeKinds(),
      records: new Map(),
      documents: new Map(),
      findings: [],
    };
  }

  load(): LoadedList {
    const settings = this.read(SETTINGS);
    const own = isObject(settings?.value) ? settings.value["kinds"] : undefined;
    const wrong = settings ? this.report(settings.file, "schema", kindProblems(own), []) : 0;
    this.kindsKnown = settings !== undefined && wrong === 0;
    if (this.kindsKnown) this.list.kinds = makeKinds((own ?? {}) as Record<string, KindTable>);
    for (const kind of this.list.kinds.values()) this.collection(kind, settings);
    if (this.kindsKnown) this.noted(unknownFiles(this.list.files, [...this.list.kinds.keys()]));
    const { findings } = this.list;
    if (this.crowded)
      this.add(
        { file: SETTINGS, line: 1, column: 1 },
        "data",
        `found ${MOST_PROBLEMS} things wrong in the data, and looked no further; mend what they have in common first`,
      );
    else if (this.kindsKnown) {
      for (const relation of [...repeatedEntries(this.list), ...this.references()])
        this.add(relation.place, relation.rule, relation.message, relation.more);
    }
    const files = new Map<string, number>();
    for (const { file } of findings) if (!files.has(file)) files.set(file, files.size);
    findings.sort(
      (a, b) => files.get(a.file)! - files.get(b.file)! || a.line - b.line || a.column - b.column,
    );
    return this.list;
  }

  private add(place: Place, rule: string, message: string, more: Partial<Finding> = {}): void {
    this.list.findings.push({
      rule,
      severity: "error",
      // Names of files, keys and kinds are as foreign as values.
      message: escapeHidden(message),
      ...place,
      data: place,
      ...more,
    });
  }

  /** Reports what is wrong with files. */
  private noted<Found extends { problems: FileProblem[] }>(found: Found): Found {
    for (const { rule, place, message } of found.problems) this.add(place, rule, message);
    return found;
  }

  private report(
    file: JsonDocument,
    rule: string,
    problems: Problem[],
    steps: JsonPath,
    more: Partial<Finding> = {},
  ): number {
    for (const { path: at, message: what, key, absent } of problems) {
      const message = `${what}${absent === undefined ? "" : `; add it, or ${absent}`}`;
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
  private read(name: string): { file: JsonDocument; value: unknown } | undefined {
    if (this.list.files.stat(name) === undefined) {
      if (name === SETTINGS)
        this.add(
          { file: SETTINGS, line: 1, column: 1 },
          "data",
          this.list.files.stat("data") === "file"
            ? "found a file at data, expected a folder with list.json in it; move the file away"
            : 'found no data/list.json, expected the list\'s title: {"title": "…"}',
        );
      return undefined;
    }
    const { file, value } = this.noted(readJson(this.list.files, name));
    if (file) this.list.documents.set(name, file);
    return file && value !== undefined ? { file, value } : undefined;
  }

  /** Reads and checks all records of a kind. */
  private collection(
    kind: Kind,
    settings: { file: JsonDocument; value: unknown } | undefined,
  ): void {
    const records: Rec[] = [];
    this.list.records.set(kind.name, records);
    const check = recordCheck(kind);
    if (kind.name === "list") {
      if (settings) this.record(kind, check, records, settings.file, settings.value);
      return;
    }
    for (const name of this.noted(collectionFiles(this.list.files, kind.name)).files) {
      const read = this.read(name);
      if (!read) {
        this.unread.add(kind.name);
        continue;
      }
      if (Array.isArray(read.value)) {
        read.value.forEach((value, element) =>
          this.record(kind, check, records, read.file, value, element),
        );
      } else if (isObject(read.value) && name.includes(`/${collectionOf(kind.name)}/`)) {
        const { $schema: _, ...value } = read.value;
        this.record(kind, check, records, read.file, value);
      } else {
        this.add(
          read.file.at(0),
          "schema",
          `found ${quote(read.value)}, expected a list of records: [{"${kind.key}": "…"}], or [] where there are none`,
        );
      }
    }
  }

  private record(
    kind: Kind,
    check: (value: unknown) => Problem[],
    records: Rec[],
    file: JsonDocument,
    value: unknown,
    element?: number,
  ): void {
    const record: Rec = {
      kind: kind.name,
      index: records.length,
      file: file.file,
      value: isObject(value) ? value : {},
    };
    if (element !== undefined) record.element = element;
    records.push(record);
    if (this.crowded) return;
    const problems = check(value).filter(
      ({ key }) => this.kindsKnown || !key || kind.name === "list",
    );
    if (problems.length === 0) return;
    const name = fieldValue(record, kind.key);
    this.report(
      file,
      "schema",
      problems,
      stepsTo(record),
      typeof name === "string" ? { entry: name } : {},
    );
  }

  /** Whether so much is wrong that no more is looked for. */
  private get crowded(): boolean {
    return this.list.findings.length >= MOST_PROBLEMS;
  }

  /** References to kinds whose records are all known. */
  private references(): Relation[] {
    return brokenReferences(this.list, (kind) => !this.unread.has(kind));
  }
}
