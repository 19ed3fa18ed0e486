// The formats of reports; each is loaded when it is asked for.
import type { Report } from "./report.ts";

/** The formats of a report, by name; each is loaded on first use. */
const reports = {
  text: async (): Promise<Report> => (await import("./text.ts")).reportText,
  json: async (): Promise<Report> => (await import("./json.ts")).reportJson,
  sarif: async (): Promise<Report> => (await import("./sarif.ts")).reportSarif,
  github: async (): Promise<Report> => (await import("./github.ts")).reportGithub,
  markdown: async (): Promise<Report> => (await import("./markdown.ts")).reportMarkdown,
};

export type Format = keyof typeof reports;

export const formats = Object.keys(reports) as Format[];

export const loadReport = (format: Format): Promise<Report> => reports[format]();
