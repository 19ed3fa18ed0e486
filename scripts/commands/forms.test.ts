import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Form, formFiles, writeForms } from "./forms.ts";
import { builtinKinds, makeKinds } from "../data/kinds.ts";

const forms = [...formFiles(makeKinds())];

it("the issue forms are what the kinds make; else run paperlist forms", () => {
  expect(writeForms(".", { check: true })).toEqual([]);
});

describe.each(forms)("%s", (_, text) => {
  const form = parse(text) as Form;

  // https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms
  it("is a form that GitHub takes", () => {
    expect(Object.keys(form)).toEqual(["name", "description", "title", "body"]);
    expect(form.description.length).toBeLessThanOrEqual(200);
    const allowed: Record<string, string[]> = {
      markdown: ["value"],
      input: ["label", "description", "placeholder", "value"],
      textarea: ["label", "description", "placeholder", "value", "render"],
      dropdown: ["label", "description", "multiple", "options", "default"],
    };
    for (const { type, id, attributes, validations, ...rest } of form.body) {
      expect(rest).toEqual({});
      expect(Object.keys(allowed)).toContain(type);
      expect(allowed[type]).toEqual(expect.arrayContaining(Object.keys(attributes)));
      if (type === "markdown") {
        expect([id, validations]).toEqual([undefined, undefined]);
      } else {
        expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(attributes["label"]).toMatch(/\S/);
        expect(typeof validations!.required).toBe("boolean");
      }
      const options = (attributes["options"] ?? []) as string[];
      expect(new Set(options).size).toBe(options.length);
    }
    for (const value of ["id", "label"] as const) {
      const all = form.body.flatMap((element) =>
        element.type === "markdown"
          ? []
          : [value === "id" ? element.id : element.attributes[value]],
      );
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

it("asks for the fields of a paper as the schema has them", () => {
  const { body } = parse(forms.find(([file]) => file.endsWith("suggest-paper.yml"))![1]) as Form;
  const fields = body.filter(({ type }) => type !== "markdown");
  expect(fields.map(({ id }) => id)).toEqual(
    Object.keys(builtinKinds["paper"]!).map((path) => path.replaceAll(".", "-")),
  );
  expect(fields.filter(({ validations }) => validations!.required).map(({ id }) => id)).toEqual([
    "title",
    "venue",
    "year",
  ]);
  expect(fields.find(({ id }) => id === "authors")!.type).toBe("textarea");
  expect(fields.find(({ id }) => id === "links-code")!.attributes["label"]).toMatch(/^开源/);
});

it("asks for a list's own kinds and fields too", () => {
  const kinds = makeKinds({
    topic: { name: "text" },
    constructor: { name: "text" },
    paper: { topic: "topic?", "links.blog": "url", maker: "constructor" },
  });
  const files = formFiles(kinds);
  const labels = (kind: string) =>
    (parse(files.get(`.github/ISSUE_TEMPLATE/suggest-${kind}.yml`)!) as Form).body.flatMap(
      ({ attributes, validations }) =>
        validations ? [`${attributes["label"] as string} ${validations.required}`] : [],
    );
  expect(labels("topic")).toEqual(["name true"]);
  expect(labels("constructor")).toEqual(["name true"]);
  expect(labels("paper")).toEqual(
    expect.arrayContaining(["topic false", "links.blog true", "maker true"]),
  );
  const paper = files.get(".github/ISSUE_TEMPLATE/suggest-paper.yml");
  expect(paper).toContain("description: the name of a constructor\n");
});
