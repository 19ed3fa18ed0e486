import type { Finding, Place } from "../finding/finding.ts";
import { type JsonPath, pointerOf } from "../data/json.ts";
import { type LoadedList, placeOf, stepsTo } from "../data/record.ts";
import type { ListPage } from "../page/pages.ts";
import { readSettings } from "./settings.ts";
import { Context, type Excuse, type Item } from "./context.ts";
import type { Problem, Rule } from "./rule.ts";
import { authorNames } from "./author-names.ts";
import { joinedValues } from "./joined-values.ts";
import { worksAgree } from "./works-agree.ts";
import { shortLivedLink } from "./short-lived-link.ts";
import { frontPage } from "./front-page.ts";
import { badge } from "./badge.ts";
import { futureDate } from "./future-date.ts";
import { noLink } from "./no-link.ts";
import { htmlTags } from "./html-tags.ts";
import { anchor } from "./anchor.ts";
import { arxivForm } from "./arxiv-form.ts";
import { arxivId } from "./arxiv-id.ts";
import { brackets } from "./brackets.ts";
import { copiedSummary } from "./copied-summary.ts";
import { doiForm } from "./doi-form.ts";
import { duplicateEntry } from "./duplicate-entry.ts";
import { heading } from "./heading.ts";
import { hiddenCharacters } from "./hidden-characters.ts";
import { linkKind } from "./link-kind.ts";
import { localLink } from "./local-link.ts";
import { notesMatch } from "./notes-match.ts";
import { order } from "./order.ts";
import { pageSize } from "./page-size.ts";
import { placeholderText } from "./placeholder-text.ts";
import { punctuation } from "./punctuation.ts";
import { sharedLink } from "./shared-link.ts";
import { tableShape } from "./table-shape.ts";
import { unrenderedMarks } from "./unrendered-marks.ts";
import { unusedExcuse } from "./unused-excuse.ts";
import { urlForm } from "./url-form.ts";
import { venueEvidence } from "./venue-evidence.ts";
import { venueName } from "./venue-name.ts";

/** Every rule, in the order of the documentation; the last looks at what excuses the others used. */
export const rules: readonly Rule[] = [
  duplicateEntry,
  worksAgree,
  sharedLink,
  copiedSummary,
  arxivForm,
  arxivId,
  doiForm,
  venueEvidence,
  venueName,
  futureDate,
  authorNames,
  joinedValues,
  linkKind,
  noLink,
  frontPage,
  shortLivedLink,
  badge,
  urlForm,
  localLink,
  notesMatch,
  anchor,
  heading,
  htmlTags,
  order,
  punctuation,
  hiddenCharacters,
  brackets,
  unrenderedMarks,
  placeholderText,
  tableShape,
  pageSize,
  unusedExcuse,
];

/**
 * Runs the rules of a list as its settings ask for.
 *
 * @param pages the pages that could be rendered; rules about pages look at these only
 * @param own rules beside those that come with the program
 */
export function runRules(
  list: LoadedList,
  pages: readonly ListPage[],
  today: Date = new Date(),
  own: readonly Rule[] = [],
): Finding[] {
  const all = [...own, ...rules];
  const settings = readSettings(list, all);
  const context = new Context(list, pages, today);
  context.excuses = settings.excuses.map((excuse) => ({ ...excuse, use: "none" }));
  const findings: Finding[] = [];
  for (const rule of all) {
    const { severity, options } = settings.rules.get(rule.name)!;
    const excuses = context.excuses.filter((excuse) => excuse.rule === rule.name);
    if (severity === "off") {
      for (const excuse of excuses) excuse.use = "off";
      continue;
    }
    for (const problem of rule.check(context, options)) {
      const finding = findingOf(context, rule, severity, problem);
      const excuse = excuses.find((one) => covers(one, finding));
      if (excuse) excuse.use = "some";
      else findings.push(finding);
    }
  }
  return [...settings.findings, ...findings];
}

const covers = ({ entry, field }: Excuse, finding: Finding): boolean =>
  finding.entry === entry && (field === undefined || finding.field === field);

const isItem = (at: Item | Place): at is Item => "entry" in at;

function findingOf(
  { list }: Context,
  { name }: Rule,
  severity: Finding["severity"],
  { at, message, fix, order }: Problem,
): Finding {
  const finding = { rule: name, severity, message };
  if (!isItem(at)) return { ...finding, ...at, data: at };
  const { entry, field, element } = at;
  const { record } = entry;
  const place = placeOf(list, record, field.path, element);
  const path: JsonPath = [...field.path.split("."), ...(element === undefined ? [] : [element])];
  return {
    ...finding,
    ...place,
    data: place,
    ...(record.kind === "list" ? {} : { entry: entry.name }),
    field: field.path,
    ...(fix === undefined
      ? {}
      : {
          fix: { file: record.file, pointer: pointerOf([...stepsTo(record), ...path]), value: fix },
        }),
    ...(order === undefined ? {} : { fix: { file: record.file, order } }),
  };
}
