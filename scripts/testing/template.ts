// What compiling says of a template.
import { TemplateError } from "../template/holes.ts";
import { type KindTable, makeKinds } from "../data/kinds.ts";
import { compileTemplate } from "../template/template.ts";

const kinds = makeKinds({
  topic: { name: "text", intro: "prose[]?" },
  paper: {
    topic: "topic",
    repo: "word",
    flag: "text",
    tags: "text[]?",
    room: "phrase",
    alias: "text?",
  },
});

/** What is wrong with a template: `3:5: message`, a line each; "fine" where nothing is. */
export function said(template: string, own?: Record<string, KindTable>): string {
  try {
    compileTemplate("t", template, own ? makeKinds(own) : kinds);
    return "fine";
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.findings
      .map(({ line, column, message }) => `${line}:${column}: ${message}`)
      .join("\n");
  }
}

/** Each template with what is wrong with it. */
export const refusals = (...templates: string[]): string =>
  templates.map((template) => `${template.trimEnd()}\n→ ${said(template)}\n`).join("\n");

export const section = (...blocks: string[]): string =>
  ["## {{topic.name}}", ...blocks].join("\n\n");
export const table = (...rows: string[]): string => rows.join("\n");
