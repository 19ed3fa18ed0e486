import prettier from "prettier";
import { rules } from "./index.ts";
import type { Option } from "./options.ts";
import type { BadExample, Example, Rule } from "./rule.ts";

/** Where the page stands. */
export const RULES_PAGE = ".github/docs/rules.md";

const INTRO = `# Rules

What \`paperlist lint\` knows about paper lists, beside drift between README and data. Each rule stands in a file of [scripts/rules/](../../scripts/rules/), with this documentation and these examples, which are its tests. This page is generated from there; \`npm test\` fails where it is stale, and \`npm run rules\` writes it.

## Settings

In \`data/list.json\`, \`rules\` sets how a rule reports, with its options where it has any, and \`excuses\` says where one need not hold. A reason is required, and an excuse that excuses nothing is reported itself.

\`\`\`json
{
  "title": "Papers",
  "rules": {
    "venue-name": "off",
    "arxiv-form": ["error", { "form": "abs" }]
  },
  "excuses": [
    {
      "rule": "shared-link",
      "entry": "Dense Nets",
      "field": "links.code",
      "reason": "both papers are from one repository"
    }
  ]
}
\`\`\`

\`field\` may be left out. \`paperlist lint --fix\` mends what is certain: in the data, by edits of just these values, and then in the pages.
`;

/** The page of all rules, generated from the rules themselves. */
export async function rulesPage(): Promise<string> {
  const table = [
    "| Rule | What it finds | Severity | `--fix` |",
    "| --- | --- | --- | --- |",
    ...rules.map(
      ({ name, description, severity, fixes }) =>
        `| [${name}](#${name}) | ${description.replaceAll("|", "\\|")} | ${severity} | ${fixes ? "yes" : ""} |`,
    ),
  ].join("\n");
  const page = [INTRO, "## All rules", table, ...rules.map(section)].join("\n\n");
  return prettier.format(page, {
    ...(await prettier.resolveConfig(RULES_PAGE)),
    filepath: RULES_PAGE,
  });
}

function section(rule: Rule): string {
  const { name, description, details, severity, fixes, examples } = rule;
  return [
    `## ${name}`,
    description,
    ...(details === undefined ? [] : [details]),
    `Severity: ${severity}.${fixes ? " `--fix` mends what is certain." : ""}`,
    ...optionsOf(rule),
    "**Reported**",
    ...examples.bad.map((example) => bad(name, example)),
    "**Not reported**",
    ...examples.good.map((example) => shown(name, example).join("\n\n")),
  ].join("\n\n");
}

/** Each option with its values and default. */
function optionsOf({ options }: Rule): string[] {
  if (!options) return [];
  const lines = Object.entries<Option<unknown>>(options).map(
    ([name, { values, preset, most, description }]) => {
      const type = typeof preset === "number" && most === undefined ? "integer" : typeof preset;
      const may = values ? values.map((value) => `\`${JSON.stringify(value)}\``).join(", ") : type;
      const what = description.charAt(0).toLowerCase() + description.slice(1);
      return `- \`${name}\`: ${what}; ${may}; \`${JSON.stringify(preset)}\` where it is not set`;
    },
  );
  return ["Options:", lines.join("\n")];
}

const fenced = (language: string, text: string): string => {
  const ticks = "`".repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
  return `${ticks}${language}\n${text.trimEnd()}\n${ticks}`;
};

/** What an example's list holds, as far as it matters. */
function shown(name: string, example: Example): string[] {
  const { because, list, papers, datasets, options, template, readme, files } = example;
  const data = {
    ...(options ? { rules: { [name]: ["warning", options] } } : {}),
    ...(list ?? {}),
    ...(papers?.some((paper) => Object.keys(paper).length > 0) ? { papers } : {}),
    ...(datasets?.some((dataset) => Object.keys(dataset).length > 0) ? { datasets } : {}),
  };
  return [
    ...(because === undefined ? [] : [`${because.charAt(0).toUpperCase()}${because.slice(1)}:`]),
    ...(Object.keys(data).length > 0 ? [fenced("json", JSON.stringify(data, undefined, 2))] : []),
    ...(template === undefined ? [] : ["Template:", fenced("text", template)]),
    ...(readme === undefined ? [] : ["README:", fenced("text", readme)]),
    ...(files && Object.keys(files).length > 0
      ? [
          `With the files ${Object.keys(files)
            .map((file) => `\`${file}\``)
            .join(", ")}.`,
        ]
      : []),
  ];
}

/** A bad example, with what is said of it. */
function bad(name: string, example: BadExample): string {
  const found = example.findings.map(
    ([place, message]) => `${place.replace(/^\//, "")}: ${message}`,
  );
  return [...shown(name, example), fenced("text", found.join("\n"))].join("\n\n");
}
