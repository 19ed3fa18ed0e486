// The lines of form of items with a field for each part, chosen so that the compiler can tell them
// apart. Look here where init makes one text of what it should give fields.
import { type KindTable, makeKinds } from "../data/kinds.ts";
import { folded } from "../pairing/folded.ts";
import { grouped } from "../pairing/grouped.ts";
import { Remembered } from "../markdown/remembered.ts";
import { TemplateError } from "../template/holes.ts";
import { compileTemplate } from "../template/template.ts";
import { fieldsIn, isSound, MARKS, type Parts, partsOf } from "./parts.ts";
import { type Item, shown } from "./outline.ts";

/** How the heads of items are written: the lines of form; `@` stands for the name of their kind. */
export interface Head {
  forms: string[];
  fields: KindTable;
}

/** So many of the items must have parts that a field is for. */
const ENOUGH = 0.6;
/** So few may have none of the lines of form, in the hope that reading forgives what sets them apart. */
const FEW = 0.05;
const MOST_FORMS = 5;
const MOST_LABELS = 8;

/** Heads that one line of form may write. */
interface Candidate {
  form: string;
  heads: Map<string, Parts>;
}

/**
 * The lines of form of the heads of all of these items, each of which is told from the others of its
 * list by its title: in the way in which most have parts, venue and year or one text, or notes alone.
 */
export function typedHead(lists: readonly (readonly Item[])[]): Head | undefined {
  const heads = lists.map((items) => items.map(({ head }) => withoutBreaks(shown(head))));
  return headsOf.of(heads.map((own) => own.join("\n")).join("\n\n"), () => ({
    head: bestOf(heads),
  })).head;
}

const headsOf = new Remembered<{ head: Head | undefined }>();

function bestOf(heads: readonly (readonly string[])[]): Head | undefined {
  const all = new Set(heads.flat());
  let best: Chosen | undefined;
  for (const ways of WAYS) {
    if (best?.typed === all.size) break;
    const chosen = choose(all, ways);
    if (chosen && chosen.typed > (best?.typed ?? ENOUGH * all.size - 1)) best = chosen;
  }
  if (!best) return undefined;
  const { titles } = best;
  const areTold = heads.every(
    (own) => new Set(own.map((one) => folded(titles.get(one)!))).size === own.length,
  );
  return areTold ? best.head : undefined;
}

/** A head without the line breaks at its end, which reading forgives. */
function withoutBreaks(head: string): string {
  let text = head.trimEnd();
  while (text.endsWith("<br>")) text = text.slice(0, -"<br>".length).trimEnd();
  return text;
}

type Reader = (head: string) => Parts | undefined;

/** The same heads are asked about with those of each section that may stand in a group with them. */
function remembered(read: Reader): Reader {
  const known = new Remembered<{ parts: Parts | undefined }>();
  return (head) => known.of(head, () => ({ parts: read(head) })).parts;
}

const asFields = remembered((head) => partsOf(head, fieldsIn));
const asTexts = remembered((head) =>
  partsOf(head, (text, stem) => [`{{@.${stem}}}`, [[stem, text]]]),
);
const asNotes = remembered((head) => partsOf(head));

/** Ways to take heads apart, each with what is asked where the one before finds no parts. */
const WAYS: readonly Reader[][] = [[asFields, asNotes], [asTexts, asNotes], [asNotes]];

interface Chosen {
  head: Head;
  /** By head. */
  titles: Map<string, string>;
  /** How many heads have parts. */
  typed: number;
}

/** Lines of form that can be told apart, those first that most have; undefined where they leave a head. */
function choose(all: ReadonlySet<string>, ways: readonly Reader[]): Chosen | undefined {
  const left = new Set(all);
  const taken: Candidate[] = [];
  let head: Head | undefined;
  const take = ({ form, heads: own }: Candidate): void => {
    const fresh = new Map([...own].filter(([one]) => left.has(one)));
    if (fresh.size === 0 || taken.length === MOST_FORMS) return;
    const next = headOf([...taken, { form, heads: fresh }]);
    if (!isTold(next)) return;
    taken.push({ form, heads: fresh });
    head = next;
    for (const one of fresh.keys()) left.delete(one);
  };
  for (const way of ways) for (const candidate of candidatesOf(left, way)) take(candidate);
  const typed = all.size - left.size;
  const whole = (title: string): Parts => ({ ...bare, title, values: new Map([["title", title]]) });
  const rest = new Map([...left].map((one) => [one, whole(one)]));
  // What has a title only would be written by the first line that needs no more.
  const needsMore = ({ form }: Candidate) => /\{\{@\.(?!title|links\.)/.test(form);
  if (taken.every(needsMore)) take({ form: bare.form, heads: rest });
  // A few may read all the same, where they are written a little otherwise.
  if (!head || left.size > FEW * all.size) return undefined;
  const titles = [...taken.map(({ heads }) => heads), rest].flatMap((heads) =>
    [...heads].map(([one, { title }]) => [one, title] as const),
  );
  return { head, titles: new Map(titles.reverse()), typed };
}

const bare: Omit<Parts, "title" | "values"> = { form: "{{@.title}}", gaps: [], links: [] };

/** The lines of form that heads have, those first that most have. */
function candidatesOf(
  heads: Iterable<string>,
  read: (head: string) => Parts | undefined,
): Candidate[] {
  const known = [...heads].flatMap((head): [string, Parts][] => {
    const parts = read(head);
    return parts && isSound(parts) ? [[head, parts]] : [];
  });
  return [...grouped(known.map((one) => [styleOf(one[1]), one] as const)).values()]
    .map((own) => formOf(own))
    .sort((a, b) => b.heads.size - a.heads.size);
}

/** The line of form of heads that differ in their links only, and which of them have no others. */
function formOf(heads: readonly [string, Parts][]): Candidate {
  const parts = heads.map(([, one]) => one);
  const labels = labelsOf(parts);
  const fit = heads.filter(([, { links }]) => links.every(({ template }) => labels.has(template)));
  const gap = parts.flatMap(({ gaps }) => gaps.slice(0, 1))[0] ?? "";
  const between = parts.flatMap(({ gaps }) => gaps.slice(1))[0] ?? gap;
  const tail = [...labels].map((template, at) => (at === 0 ? gap : between) + template);
  return { form: parts[0]!.form + tail.join(""), heads: new Map(fit) };
}

/** Lines of form, with the fields at their holes. */
function headOf(taken: readonly Candidate[]): Head {
  const forms = taken.map(({ form }) => form);
  const values = grouped(
    taken.flatMap(({ heads }) => [...heads.values()].flatMap((one) => [...one.values])),
  );
  const fields: KindTable = {};
  const count = taken.reduce((sum, { heads }) => sum + heads.size, 0);
  for (const name of ["title", ...values.keys()]) {
    const own = values.get(name)!;
    const type = typeOf(name, own);
    fields[name] = own.length < count ? `${type}?` : type;
  }
  return { forms, fields };
}

/** The type of a field, by its name and its values. */
function typeOf(name: string, values: readonly string[]): string {
  if (name.startsWith("links.")) return "url";
  if (name === "year") return "year";
  if (values.some((value) => MARKS.test(value))) return "markdown";
  if (name === "authors" && values.every(areNames)) return "text[]";
  const isPhrase = name !== "title" && !values.some((value) => /[()[\]（）【】［］]/.test(value));
  return isPhrase ? "phrase" : "text";
}

/** Whether a text is names with commas between, each a first name and more. */
const areNames = (text: string): boolean => {
  const names = text.split(", ");
  return (
    new Set(names).size === names.length &&
    names.every((one) => /^(?!and )[^\s,]+ [^,]+$/.test(one))
  );
};

/** Whether a template can have these lines of form. */
function isTold({ forms, fields }: Head): boolean {
  const template = `- ${forms.join("\n- ").replaceAll("{{@.", "{{item.")}\n`;
  const id = template + JSON.stringify(fields);
  return known.of(id, () => {
    try {
      compileTemplate("templates/README.md", template, makeKinds({ item: fields }));
      return true;
    } catch (error) {
      if (error instanceof TemplateError) return false;
      throw error;
    }
  });
}

const known = new Remembered<boolean>();

/** What heads of one line of form have in common. */
const styleOf = ({ form, links }: Parts): string =>
  `${form}\0${[...new Set(links.map(({ template }) => template[0]! + template.at(-1)!))].join()}`;

/** The links of heads of one line of form, one of each field, in the order in which most have them. */
function labelsOf(parts: readonly Parts[]): Set<string> {
  const counts = new Map<string, { count: number; at: number; name: string }>();
  for (const { links } of parts)
    links.forEach(({ template, name }, at) => {
      const known = counts.get(template) ?? { count: 0, at: 0, name };
      counts.set(template, { count: known.count + 1, at: known.at + at, name });
    });
  const most = [...counts].sort(([, a], [, b]) => b.count - a.count).slice(0, MOST_LABELS);
  const names = new Set<string>();
  return new Set(
    most
      .sort(([, a], [, b]) => a.at / a.count - b.at / b.count)
      .flatMap(([template, { name }]) => (names.size < names.add(name).size ? template : [])),
  );
}
