import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { RULES_PAGE, rulesPage } from "./documentation.ts";
import { rules } from "./index.ts";

it("is up to date; npm run rules writes it", async () => {
  expect(readFileSync(RULES_PAGE, "utf8")).toBe(await rulesPage());
});

it("has every rule, in its table and in a section of its own", async () => {
  const page = await rulesPage();
  for (const { name } of rules) {
    expect(page).toContain(`| [${name}](#${name})`);
    expect(page).toContain(`\n## ${name}\n`);
  }
});
