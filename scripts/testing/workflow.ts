// Runs the steps of a workflow as GitHub's runner does.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { temporaryFolder } from "./repository.ts";

export interface Step {
  name?: string;
  uses?: string;
  run?: string;
  shell?: string;
  if?: string;
  with?: Record<string, string>;
  env?: Record<string, string>;
}

export interface Workflow {
  name: string;
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>;
}

interface Action {
  inputs: Record<string, { default?: string }>;
  runs: { using: string; steps: Step[] };
}

export const readYaml = (file: string): unknown => parse(readFileSync(file, "utf8"));

/** What a job did: its log, its summary, and whether all of its steps succeeded. */
export interface JobRun {
  ok: boolean;
  log: string;
  summary: string;
}

/**
 * Runs the `run` steps of a workflow's job in order, as GitHub's runner does: those of actions in
 * the same repository too, with bash as GitHub starts it, each step's environment, and none after
 * one that failed. Steps that use actions of others are left out.
 *
 * @see https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstepsshell
 */
export function runJob(
  workspace: string,
  workflow: string,
  job: string,
  env: NodeJS.ProcessEnv,
  known: Record<string, string> = {},
): JobRun {
  const { jobs } = readYaml(path.join(workspace, workflow)) as Workflow;
  const folder = temporaryFolder();
  const summary = path.join(folder, "summary.md");
  writeFileSync(summary, "");
  const given = {
    ...env,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: workspace,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: folder,
  };
  let log = "";
  const run = (steps: Step[], inputs: Record<string, string>, more: NodeJS.ProcessEnv): boolean =>
    steps.every((step) => {
      if (step.if !== undefined) throw new Error(`a condition is not supported here: ${step.if}`);
      if (step.uses?.startsWith("./")) {
        const action = readYaml(path.join(workspace, step.uses, "action.yml")) as Action;
        const defaults = Object.entries(action.inputs).map(([name, { default: value = "" }]) => [
          name,
          value,
        ]);
        return run(
          action.runs.steps,
          { ...(Object.fromEntries(defaults) as Record<string, string>), ...step.with },
          { GITHUB_ACTION_PATH: path.join(workspace, step.uses) },
        );
      }
      if (step.run === undefined) return true;
      const script = path.join(folder, "step.sh");
      writeFileSync(script, step.run);
      const stepEnv: NodeJS.ProcessEnv = {};
      for (const [name, value] of Object.entries(step.env ?? {}))
        stepEnv[name] = evaluate(value, { ...known, ...prefixed(inputs) });
      const { status, stdout, stderr } = spawnSync(
        "bash",
        ["--noprofile", "--norc", "-eo", "pipefail", script],
        {
          cwd: workspace,
          env: { ...given, ...more, ...stepEnv },
          encoding: "utf8",
        },
      );
      log += stdout + stderr;
      return status === 0;
    });
  const ok = run(jobs[job]!.steps, {}, {});
  return { ok, log, summary: readFileSync(summary, "utf8") };
}

const prefixed = (inputs: Record<string, string>) =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value]));

/** The few expressions that steps here use: names. */
function evaluate(value: string, known: Record<string, string>): string {
  return value.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, name: string) => {
    if (known[name] === undefined) throw new Error(`an expression is not supported here: ${name}`);
    return known[name];
  });
}
