/** A field of a kind of record. */
export interface Field {
  /** Where it stands in a record, dots between: `links.code`. */
  path: string;
  /** The name of its domain; `text` for a reference. */
  type: string;
  /** It holds several values. */
  list: boolean;
  /** It may be absent. */
  optional: boolean;
  /** The kind that its value is a key of. */
  ref: string | undefined;
}

/** Whether a list may hold a value twice: two authors may have one name (the rule author-names warns). */
export const mayRepeat = (path: string): boolean => /(?:^|\.)authors?$/.test(path);

/** A kind of record, such as paper. */
export interface Kind {
  name: string;
  /** The path of its first field, by which a record is named. */
  key: string;
  fields: Map<string, Field>;
}

/** A kind as it is written down: field path → type, such as `"links.code": "url?"`. */
export type KindTable = Record<string, string>;

/** The kinds that every list has; a list's own `kinds` add to them. */
export const builtinKinds: Record<string, KindTable> = {
  list: { title: "text", intro: "markdown[]?", language: "word?" },
  paper: {
    title: "text",
    venue: "text",
    year: "year",
    "links.paper": "url?",
    "links.code": "url?",
    "links.notes": "url?",
    "links.project": "url?",
    "links.demo": "url?",
    "links.data": "url?",
    "links.video": "url?",
    "links.slides": "url?",
    "links.poster": "url?",
    doi: "doi?",
    arxiv: "arxiv?",
    authors: "text[]?",
    date: "date?",
    tags: "text[]?",
    summary: "markdown[]?",
  },
  dataset: {
    name: "text",
    url: "url",
    type: "text?",
    task: "text?",
    description: "markdown?",
  },
};

/** A field as it is written down: its name, or the steps that lead to it, dots between. */
export const FIELD_PATH = /^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)*$/;

/** A type as it is written down: a name, `[]` for a list, `?` for one that may be absent. */
export const TYPE = /^([a-z][A-Za-z0-9-]*)(\[\])?(\?)?$/;

/**
 * The kinds of a list: the built-in ones with the list's own fields and kinds.
 *
 * @param own the list's `kinds`, already validated
 */
export function makeKinds(own: Record<string, KindTable> = {}): Map<string, Kind> {
  const names = new Set([...Object.keys(builtinKinds), ...Object.keys(own)]);
  const kinds = new Map<string, Kind>();
  for (const name of names) {
    const table = { ...builtinKinds[name], ...own[name] };
    const fields = new Map<string, Field>();
    for (const [path, type] of Object.entries(table)) {
      const [, base, list, optional] = TYPE.exec(type)!;
      const ref = names.has(base!);
      fields.set(path, {
        path,
        type: ref ? "text" : base!,
        list: list !== undefined,
        optional: optional !== undefined,
        ref: ref ? base! : undefined,
      });
    }
    kinds.set(name, { name, key: fields.keys().next().value!, fields });
  }
  return kinds;
}

/** By which field a kind's records refer to those of another kind. */
export interface Reference {
  field: Field;
  to: string;
}

/** The field that tells under which record of another kind one stands: one that names only one. */
export function referenceTo(target: string, { fields }: Kind): Field | undefined {
  const all = [...fields.values()].filter(({ ref }) => ref === target);
  return all.find(({ list }) => !list) ?? all[0];
}

/**
 * The kinds that refer to another one, also by way of others: each by its shortest way first, and,
 * as long as a record may be without these, by other ways.
 */
export function referencesTo(
  kinds: ReadonlyMap<string, Kind>,
  target: string,
): Map<string, Reference[]> {
  const found = new Map<string, Reference[]>();
  const reached = [target];
  for (const to of reached) {
    // Nobody refers to itself, by whatever way.
    const above = new Set([to]);
    for (const kind of above) for (const way of found.get(kind) ?? []) above.add(way.to);
    for (const kind of referring(kinds).get(to) ?? []) {
      if (above.has(kind.name)) continue;
      const known = found.get(kind.name);
      if (!known) reached.push(kind.name);
      if (!known?.some((way) => !way.field.optional))
        found.set(kind.name, [...(known ?? []), { field: referenceTo(to, kind)!, to }]);
    }
  }
  return found;
}

const knownReferring = new WeakMap<ReadonlyMap<string, Kind>, Map<string, Set<Kind>>>();

/** The kinds that refer to each. */
function referring(kinds: ReadonlyMap<string, Kind>): Map<string, Set<Kind>> {
  let found = knownReferring.get(kinds);
  if (found) return found;
  knownReferring.set(kinds, (found = new Map<string, Set<Kind>>()));
  for (const kind of kinds.values()) {
    for (const { ref } of kind.fields.values())
      if (ref !== undefined) found.set(ref, (found.get(ref) ?? new Set()).add(kind));
  }
  return found;
}

/** The file or folder of a kind's records: `data/papers.json` or `data/papers/`. */
export const collectionOf = (kind: string): string => (kind === "list" ? "list" : `${kind}s`);

/** A kind's fields as they nest in a record: `links.code` is the leaf `code` of the branch `links`. */
export type FieldTree = Map<string, Field | FieldTree>;

export function fieldTree({ fields }: Kind): FieldTree {
  const root: FieldTree = new Map();
  for (const field of fields.values()) {
    const steps = field.path.split(".");
    let branch = root;
    for (const step of steps.slice(0, -1)) {
      if (!branch.has(step)) branch.set(step, new Map());
      branch = branch.get(step) as FieldTree;
    }
    branch.set(steps.at(-1)!, field);
  }
  return root;
}

/** Whether a part of a record may be absent as a whole. */
export const mayBeAbsent = (part: Field | FieldTree): boolean =>
  part instanceof Map ? [...part.values()].every(mayBeAbsent) : part.optional;
