// What findings are about that no rule makes, in a sentence each.
import { rules } from "../rules/index.ts";

/** What findings that no rule of its own makes are about, by their name. */
export const plainFindings: Readonly<Record<string, string>> = {
  // The data
  data: "A data file that is missing, not known, or a link.",
  json: "A data file that is no JSON, or has a key twice.",
  schema: "A value that is not what its field may hold.",
  reference: "A value that names a record that is none.",
  "repeated-entry": "A record that stands in the data twice.",
  settings: "A setting of a rule, or an excuse, that means nothing.",
  // The templates
  template: "A template that cannot be read in both directions, or names a field that is none.",
  "unreadable-value": "A value that a page cannot show so that it reads back.",
  "unplaced-entry": "A record that no heading of the page takes in.",
  // Where a page and the data differ
  "missing-page": "A page that is not there.",
  "unreadable-page": "A page that cannot be read.",
  changed: "An entry of a page that says something else than the data.",
  missing: "An entry that the data have and the page has not.",
  extra: "An entry that the page has and the data have not.",
  moved: "An entry that stands elsewhere on the page than the data put it.",
  misplaced: "An entry that stands in another section of the page than the data put it.",
  repeated: "An entry or line that the page has twice.",
  damaged: "An entry of a page that cannot be read whole.",
  section: "A section that the page lacks.",
  "page-heading": "A heading that is not what the data make.",
  contents: "A line of the contents that is not what the data make.",
  prose: "Prose that is not what the data make.",
  "table-header": "A table's header that is not what the template says.",
  structure: "A block of a page that is another than the one that the data make there.",
  "unknown-block": "Something on a page that its template does not know.",
  format: "Text that says the right thing in another layout than the generator's.",
  // What keeps generate and sync from writing
  "hand-edit": "An edit made by hand that generating would lose.",
  shrunk: "A page that would lose many entries at once.",
  conflict:
    "A value that was changed on the page and in the data, differently; a page with conflict markers.",
  "two-values": "A value that a page gives differently in two places.",
  "no-base": "An edit that cannot be told from the data's, for want of a common base.",
  "not-in-data": "An edit of a page that no value of the data stands for.",
  "not-staged": "A file that is right in the work tree, and not in what is staged.",
};

/** What a finding of this name is about, in a sentence. */
export const describeRule = (name: string): string | undefined =>
  rules.find((rule) => rule.name === name)?.description ?? plainFindings[name];
