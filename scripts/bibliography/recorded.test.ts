import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readBibtex } from "./bibtex.ts";
import { readCsl } from "./csl.ts";

const API = "../shared/fixtures/api";
const recorded = (folder: string, pattern: RegExp): [string, string][] =>
  existsSync(`${API}/${folder}`)
    ? readdirSync(`${API}/${folder}`)
        .filter((name) => pattern.test(name))
        .map((name) => [name, readFileSync(`${API}/${folder}/${name}`, "utf8")])
    : [];

describe.skipIf(!existsSync(API))("what services answered", () => {
  // Of an old answer of Crossref's the braces are broken.
  const bibtex = [...recorded("doi-cn", /\.bib$/), ...recorded("dblp", /\.bib$/)];
  it.each(bibtex.filter(([name]) => !name.includes("10.1086_307221")))("%s", (_, text) => {
    const { works, problems } = readBibtex(text);
    expect(problems).toEqual([]);
    const [{ title, date, doi, authors } = {}] = works;
    expect(title).toMatch(/^[^{}\\]{10,}$/);
    expect(date).toMatch(/^[0-9]{4}(?:-[0-9]{2})?$/);
    expect(authors!.length).toBeGreaterThan(0);
    expect(doi).toMatch(/^10\./);
  });

  it.each([...recorded("doi-cn", /^csl-json-/), ...recorded("crossref", /^works-10|^message-/)])(
    "%s",
    (_, text) => {
      const { works, problems } = readCsl(text);
      expect(problems).toEqual([]);
      const [{ title, venues, doi, authors } = {}] = works;
      expect(works).toHaveLength(1);
      expect(title).toMatch(/^[^<>]{4,}$/);
      expect(venues!.length + authors!.length).toBeGreaterThan(1);
      expect(doi).toMatch(/^10\./);
    },
  );
});
