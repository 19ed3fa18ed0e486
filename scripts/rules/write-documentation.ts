// Writes .github/docs/rules.md: npm run rules
import { writeFileSync } from "node:fs";
import { RULES_PAGE, rulesPage } from "./documentation.ts";

writeFileSync(RULES_PAGE, await rulesPage());
