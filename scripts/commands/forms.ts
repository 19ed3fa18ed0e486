// `forms`: GitHub's issue forms, made from a list's kinds.
import { stringify } from "yaml";
import { domains, type DomainName } from "../data/domains.ts";
import type { Field, Kind } from "../data/kinds.ts";
import { inChinese, inEnglish, labelOf } from "../bibliography/labels.ts";
import { loadList } from "../data/load.ts";
import { writeStale } from "../files/files.ts";
import { folderFiles } from "../files/folder.ts";
import { listPages, shownKinds } from "../page/pages.ts";
import { placeOf, suffixed } from "../git/place.ts";

/** What may be written into a field, by its domain. */
const hints: Partial<Record<DomainName, string>> = {
  text: "一行文字",
  word: "一个词，不含空格",
  phrase: "一行文字，不含括号",
  markdown: "一行文字，可用行内 Markdown",
  prose: "一段 Markdown",
  url: "以 http 或 https 开头的网址",
  doi: "如 10.1109/CVPR46437.2021.00074",
  arxiv: "如 2412.00876",
  year: "如 2025",
  date: "如 2024、2024-05 或 2024-05-31",
};

/** An element of a form's body. */
interface Element {
  type: "markdown" | "input" | "textarea" | "dropdown";
  id?: string;
  attributes: Record<string, unknown>;
  validations?: { required: boolean };
}

export interface Form {
  name: string;
  description: string;
  title: string;
  body: Element[];
}

function element(kind: Kind, field: Field): Element {
  const { path, type, list, optional, ref } = field;
  const long = list || type === "markdown" || type === "prose";
  // A reference's type is the name of a kind, which may be any word.
  const hint = ref === undefined ? hints[type as DomainName] : undefined;
  const chinese = [hint ?? "", list ? "每行一个" : ""].filter((part) => part).join("；");
  const expected =
    ref === undefined ? domains[type as DomainName].expected : `the name of a ${ref}`;
  return {
    type: long ? "textarea" : "input",
    id: path.replace(/[^A-Za-z0-9_-]/g, "-"),
    attributes: {
      label: labelOf(kind, path),
      description: `${chinese}${chinese === "" ? "" : " / "}${expected}${list ? "; one on each line" : ""}`,
    },
    validations: { required: !optional },
  };
}

/** The form that suggests a record of a kind. */
const suggestionForm = (kind: Kind, folder = "."): Form => ({
  name: `推荐${inChinese(kind.name)} / Suggest a ${inEnglish(kind.name)}`,
  description: `推荐一项应收入本列表的${inChinese(kind.name)} / Suggest a ${inEnglish(kind.name)} for the list`,
  title: `[${inChinese(kind.name)}] `,
  body: [
    {
      type: "markdown",
      attributes: {
        value: `各项与 \`data/\` 中的字段一一对应；不知道的可以留空。也欢迎直接编辑数据并提交 PR。\n\nEach item is a field of the data; leave out what you do not know. A pull request that edits \`data/\` is as welcome.`,
      },
    },
    ...(folder === "." ? [] : [listElement(folder)]),
    ...[...kind.fields.values()].map((field) => element(kind, field)),
  ],
});

/** Says which of a repository's lists is meant, as the first thing in an issue. */
const listElement = (folder: string): Element => ({
  type: "dropdown",
  id: "paper-list",
  attributes: { label: "列表 / List", options: [folder], default: 0 },
  validations: { required: true },
});

/** The form that reports a mistake in a record of any kind. */
function mistakeForm(kinds: readonly Kind[]): Form {
  const fields = kinds.flatMap((kind) =>
    [...kind.fields.keys()].map((field) => labelOf(kind, field)),
  );
  const required = { validations: { required: true } };
  return {
    name: "报告错误 / Report a mistake",
    description: "列表中的某一项有误 / Something in the list is wrong",
    title: "[勘误] ",
    body: [
      {
        type: "input",
        id: "entry",
        attributes: {
          label: "条目 / Entry",
          description: "有误的条目的标题或名称 / Its title or name",
        },
        ...required,
      },
      {
        type: "dropdown",
        id: "fields",
        attributes: {
          label: "哪些内容有误 / What is wrong",
          multiple: true,
          options: [...new Set(fields), "其他 / Something else"],
        },
        ...required,
      },
      {
        type: "textarea",
        id: "right",
        attributes: { label: "应为 / What is right" },
        ...required,
      },
      {
        type: "textarea",
        id: "source",
        attributes: {
          label: "依据 / Source",
          description: "如论文首页、会议网站 / Such as the paper itself, or the venue's site",
        },
        validations: { required: false },
      },
    ],
  };
}

/**
 * The issue forms of a list, by their path in its repository.
 *
 * @param folder the list's
 * @see https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
 */
export function formFiles(kinds: ReadonlyMap<string, Kind>, folder = "."): Map<string, string> {
  const entries = [...kinds.values()].filter(({ name }) => name !== "list");
  const forms: [string, Form][] = [
    ...entries.map((kind): [string, Form] => [
      `suggest-${kind.name}.yml`,
      suggestionForm(kind, folder),
    ]),
    ["report-mistake.yml", mistakeForm(entries)],
  ];
  return new Map(
    forms.map(([name, form]) => [
      `.github/ISSUE_TEMPLATE/${suffixed(name, folder)}`,
      `# Written by "paperlist forms" from the kinds of records.\n${stringify(form, { lineWidth: 0 })}`,
    ]),
  );
}

/**
 * Writes the issue forms of a list where GitHub looks for them, at the top of its repository: for
 * the kinds that its pages show.
 *
 * @returns the files that were stale, relative to the repository
 */
export function writeForms(dir: string, options: { check?: boolean } = {}): string[] {
  const { top, folder } = placeOf(dir);
  const list = loadList(dir);
  const shown = shownKinds(listPages(list).pages);
  const kinds = [...list.kinds].filter(([name]) => shown.size === 0 || shown.has(name));
  return writeStale(folderFiles(top), formFiles(new Map(kinds), folder), options);
}
