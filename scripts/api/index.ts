/**
 * What other programs import from "paperlist": lists as `Files`, findings as plain data. Look here
 * for what must not change without a new version. Nothing here prints, or ends a process.
 */
export { lint } from "./lint.ts";
export { remarkPaperlist } from "./remark.ts";
export { generate } from "../commands/generate.ts";
export { sync } from "../sync/sync.ts";
export { folderFiles } from "../files/folder.ts";
export { memoryFiles, overlay } from "../files/memory.ts";
export { makeKinds } from "../data/kinds.ts";
export { compileTemplate } from "../template/template.ts";
export { defineRule } from "../rules/rule.ts";
export type { ApiFinding as Finding } from "./lint.ts";
export type { RemarkOptions } from "./remark.ts";
export type { Files, WritableFiles } from "../files/files.ts";
export type { Fix, Place } from "../finding/finding.ts";
export type { Generated } from "../commands/generate.ts";
export type { LintOptions } from "../commands/lint.ts";
export type { Problem, Rule } from "../rules/rule.ts";
export type { Synced, SyncOptions } from "../sync/sync.ts";
