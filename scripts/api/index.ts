/** What other programs import from "paperlist". Each name is documented where it stands. */
export { lintList as lint } from "../lint.ts";
export { generate } from "../generate.ts";
export { sync } from "../sync/sync.ts";
export { compileTemplate } from "../template/template.ts";
export { makeKinds } from "../data/kinds.ts";
export { defineRule } from "../rules/rule.ts";
export type { Finding, Fix, Place } from "../finding/finding.ts";
export type { Generated } from "../generate.ts";
export type { Synced, SyncOptions } from "../sync/sync.ts";
export type { Rule, Problem } from "../rules/rule.ts";
