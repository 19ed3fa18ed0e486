/** What is wrong with the `kinds` that data/list.json adds: names, fields and their types. */
import { domains } from "./domains.ts";
import { isObject, type JsonPath } from "./json.ts";
import { builtinKinds, FIELD_PATH, type KindTable, TYPE } from "./kinds.ts";
import { nearestOfFew } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";
import type { Problem } from "./record-check.ts";
import { isSetting } from "./schema.ts";

const KIND_NAME = /^[a-z][A-Za-z0-9]*$/;

/** No list needs more kinds, or a kind more fields: each is held against the others. */
const MOST = 1_000;

/** Checks a list's own `kinds`, and says all that is wrong with them. */
export function kindProblems(own: unknown): Problem[] {
  if (own === undefined) return [];
  const wrong = notTable(own, ["kinds"], "kinds", [
    'kinds as {"kind": {"field": "type"}}',
    '{"paper": {"topic": "text?"}}',
  ]);
  if (wrong) return [wrong];
  const tables = own as Record<string, unknown>;
  const types = [
    ...new Set([domains, builtinKinds, tables].flatMap((names) => Object.keys(names))),
  ];
  const near = nearestOfFew();
  return Object.entries(tables).flatMap(([kind, table]) => {
    const path = ["kinds", kind];
    const problem = notTable(table, path, "fields", [
      'fields as {"field": "type"}',
      '{"topic": "text?"}',
    ]);
    if (problem) return [problem];
    const untyped = Object.entries(table as KindTable).flatMap(([field, type]) =>
      typeof type === "string" ? [] : [noType(type, path, field)],
    );
    if (untyped.length > 0) return untyped;
    return new TableCheck(kind, table as KindTable, types, (type) => near(type, types)).problems();
  });
}

/** Why a value is no table of names, if so. */
function notTable(
  value: unknown,
  path: JsonPath,
  what: string,
  [form, example]: [string, string],
): Problem | undefined {
  if (!isObject(value))
    return { path, message: `found ${quote(value)}, expected ${form}, such as ${example}` };
  const count = Object.keys(value).length;
  if (count <= MOST) return undefined;
  return { path, message: `found ${count} ${what}, expected ${MOST} at most` };
}

/** What stands in the place of a type; of fields within an object, how they are written. */
function noType(type: unknown, path: JsonPath, field: string): Problem {
  const [inner] = isObject(type) ? Object.entries(type) : [];
  const mend = inner
    ? `, expected a type; write the fields within it with dots: ${quote(`${field}.${inner[0]}`)}: ${typeof inner[1] === "string" ? quote(inner[1]) : '"text?"'}`
    : ', expected a type such as "text?"';
  return { path: [...path, field], message: `found ${quote(type)}${mend}` };
}

/** Checks the fields of one kind. */
class TableCheck {
  private readonly found: Problem[] = [];
  private readonly paths: ReadonlySet<string>;

  constructor(
    private readonly kind: string,
    private readonly table: KindTable,
    private readonly types: readonly string[],
    private readonly near: (type: string) => string | undefined,
  ) {
    this.paths = new Set(Object.keys({ ...builtinKinds[kind], ...table }));
  }

  problems(): Problem[] {
    const { kind, table, types } = this;
    if (!KIND_NAME.test(kind))
      this.key(
        [],
        `found the kind ${quote(kind)}, expected a name of letters and digits that begins with a small letter`,
      );
    else if (Object.hasOwn(domains, kind))
      this.key([], `found the kind ${quote(kind)}, which is a type of values; choose another name`);
    for (const [path, type] of Object.entries(table)) {
      const why = FIELD_PATH.test(path) ? this.taken(path) : undefined;
      if (!FIELD_PATH.test(path))
        this.key(
          [path],
          `found the field ${quote(path)}, expected a name such as "topic" or "links.blog"`,
        );
      else if (why !== undefined)
        this.key([path], `found the field ${quote(path)}, ${why}; choose another name`);
      const [, base] = TYPE.exec(type) ?? [];
      if (base !== undefined && types.includes(base)) continue;
      const near = this.near(base ?? type);
      const mend = near
        ? `did you mean ${quote(near)}?`
        : `expected one of ${types.slice(0, 50).join(", ")}`;
      this.add(
        [path],
        `unknown type ${quote(type)}; ${mend} (with [] for a list, ? for a field that may be absent)`,
      );
    }
    const [key] = this.paths;
    const type = key === undefined ? undefined : (table[key] ?? builtinKinds[kind]?.[key]);
    if (type === undefined || /[[?]/.test(type))
      this.add(
        key === undefined ? [] : [key],
        "the first field of a kind names its records: expected a single value that may not be absent",
      );
    return this.found;
  }

  private add(path: string[], message: string, more: Partial<Problem> = {}): void {
    this.found.push({ path: ["kinds", this.kind, ...path], message, ...more });
  }

  private key(path: string[], message: string): void {
    this.add(path, message, { key: true });
  }

  /** Why a field cannot have its name, if so. */
  private taken(path: string): string | undefined {
    const steps = path.split(".");
    const inside = [...this.paths].find((other) => other.startsWith(`${path}.`));
    if (inside !== undefined) return `beside the field ${quote(inside)} within it`;
    const around = steps
      .map((_, index) => steps.slice(0, index).join("."))
      .find((other) => this.paths.has(other));
    if (around !== undefined)
      return `within the field ${quote(around)}, which holds a value itself`;
    const reserved =
      steps.find((step) => step in Object.prototype) ??
      (this.kind === "list" ? steps.slice(0, 1).find(isSetting) : undefined);
    return reserved && `whose name ${quote(reserved)} is taken`;
  }
}
