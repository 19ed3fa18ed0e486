import { describe, expect, it } from "vitest";
import { changed, edit, inStep, papers, start } from "../testing/sync.ts";

const LIST = {
  title: "A list",
  kinds: {
    topic: { id: "word", title: "text" },
    paper: { title: "text", topic: "topic", venue: "text?", year: "year?", summary: "prose[]?" },
    dataset: { name: "text", topic: "topic", url: "url?" },
  },
};

/** Its headings show another field than the one by which entries refer to what they name. */
const OTHER_FIELD = `# {{list.title}}

## {{topic.title}}

- **{{paper.title}}**
`;

/** It shows what entries refer to twice. */
const TWICE = `# {{list.title}}

## Data

### {{topic.title}} ({{topic.id}})

- {{dataset.name}}

## Papers

### {{topic.title}}: {{topic.id}}

- **{{paper.title}}**
`;

const make = (template: string) =>
  start([], {
    "data/list.json": LIST,
    "data/topics.json": [
      { id: "a", title: "Alpha things" },
      { id: "b", title: "Beta things" },
    ],
    "data/papers.json": [
      { title: "One", topic: "a" },
      { title: "Two", topic: "b" },
      { title: "Something else", topic: "b" },
    ],
    "data/datasets.json": [
      { name: "First", topic: "a" },
      { name: "Second", topic: "b" },
    ],
    "templates/README.md": template,
  });

const topics = (repository: ReturnType<typeof make>) =>
  papers(repository).map(({ title, topic }) => `${title} ${String(topic)}`);

describe("entries under a heading that refers to a record", () => {
  it.each([
    ["another field than the key", OTHER_FIELD],
    ["it a second time", TWICE],
  ])("are taken with that record, where the heading shows %s", (_, template) => {
    const repository = make(template);
    edit(
      repository,
      "README.md",
      ["- **Two**\n", ""],
      ["- **One**\n", "- **One**\n- **Two**\n"],
      ["- **Something else**\n", "- **Something else**\n- **New**\n"],
    );
    const { code, out } = repository.paperlist("sync");
    expect(out).toContain('changed "Two": topic "b" → "a"');
    expect(code).toBe(0);
    expect(topics(repository)).toEqual(["One a", "Two a", "Something else b", "New b"]);
    inStep(repository);
  });

  it("keep their reference under a heading that was changed, and new ones are refused there", () => {
    const repository = make(OTHER_FIELD);
    edit(
      repository,
      "README.md",
      ["## Beta things", "## Beta stuff"],
      ["**Something else**", "**Something other**"],
    );
    const { code, out } = repository.paperlist("sync");
    expect(out).toContain(
      'found "Beta stuff", expected "Beta things"; mend the line, or run "paperlist generate --force" to write the page anew, or change the records of the kind topic in the data, or templates/README.md:3',
    );
    expect(code).toBe(1);
    expect(changed(repository, "data/papers.json")).toBe("1 1");
    expect(topics(repository)).toEqual(["One a", "Two b", "Something other b"]);
    edit(repository, "README.md", [
      "- **Something other**\n",
      "- **Something other**\n\n## Gamma\n\n- **New**\n",
    ]);
    const again = repository.paperlist("sync");
    expect(again.code).toBe(1);
    expect(again.out).toContain('found "Gamma", which the data does not have; mend the line');
    expect(again.out).toContain(
      "the heading above this entry does not tell its topic, so nothing was taken from it",
    );
    expect(topics(repository)).toHaveLength(3);
    edit(
      repository,
      "data/topics.json",
      ['"title": "Beta things"', '"title": "Beta stuff"'],
      [/\}(\s*\])/, '}, { "id": "c", "title": "Gamma" }$1'],
    );
    expect(repository.paperlist("sync").code).toBe(0);
    expect(topics(repository).at(-1)).toBe("New c");
    inStep(repository);
  });
});
