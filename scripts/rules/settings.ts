import { SETTINGS } from "../data/data-files.ts";
import * as z from "../data/zod.ts";
import type { Finding, Place } from "../finding/finding.ts";
import type { JsonPath } from "../data/json.ts";
import type { LoadedList } from "../data/record.ts";
import { nearest } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";
import { areOptions, optionsSchema, presetsOf } from "./options.ts";
import type { Excuse } from "./context.ts";
import type { Rule } from "./rule.ts";

/** How a list wants one rule to work. */
interface RuleSetting {
  severity: "off" | "warning" | "error";
  options: unknown;
}

export interface Settings {
  rules: Map<string, RuleSetting>;
  excuses: Excuse[];
  findings: Finding[];
}

const severities = ["off", "warning", "error"] as const;

const isSeverity = (value: unknown): value is RuleSetting["severity"] =>
  severities.some((one) => one === value);

const excuse = () =>
  z.strictObject({
    rule: z.string(),
    entry: z.string(),
    field: z.optional(z.string()),
    reason: z.string().check(z.trim(), z.minLength(1)),
  });

/** `rules` and `excuses` as editors complete and check them. */
export function settingsShape(rules: readonly Rule[]): z.ZodRawShape {
  const names = rules.map(({ name }) => name);
  const severity = z.enum(severities);
  const setting = ({ description, options }: Rule) =>
    z
      .union([
        severity,
        z.tuple(options ? [severity, z.optional(optionsSchema(options))] : [severity]),
      ])
      .check(z.describe(description));
  return {
    rules: z.optional(
      z.strictObject(
        Object.fromEntries(rules.map((rule) => [rule.name, z.optional(setting(rule))])),
      ),
    ),
    excuses: z.optional(
      z.array(z.extend(excuse(), { rule: z.enum(names), reason: z.string().check(z.regex(/\S/)) })),
    ),
  };
}

/** Reads `rules` and `excuses` of data/list.json; every mistake in them is a finding. */
export function readSettings(list: LoadedList, rules: readonly Rule[]): Settings {
  return new Reader(list, rules).read();
}

class Reader {
  private readonly settings: Settings = { rules: new Map(), excuses: [], findings: [] };
  private readonly known: ReadonlyMap<string, Rule>;

  constructor(
    private readonly list: LoadedList,
    rules: readonly Rule[],
  ) {
    this.known = new Map(rules.map((rule) => [rule.name, rule]));
    for (const rule of rules)
      this.settings.rules.set(rule.name, {
        severity: rule.severity,
        options: rule.options && presetsOf(rule.options),
      });
  }

  read(): Settings {
    const value = this.list.records.get("list")?.[0]?.value ?? {};
    for (const [name, setting] of Object.entries(value["rules"] ?? {})) this.rule(name, setting);
    ((value["excuses"] ?? []) as unknown[]).forEach((one, index) => this.excuse(one, index));
    return this.settings;
  }

  private place(path: JsonPath, key = false): Place {
    return (
      this.list.documents.get(SETTINGS)?.place(path, { key }) ?? {
        file: SETTINGS,
        line: 1,
        column: 1,
      }
    );
  }

  private add(path: JsonPath, message: string, key = false): void {
    const place = this.place(path, key);
    this.settings.findings.push({
      rule: "settings",
      severity: "error",
      message,
      ...place,
      data: place,
    });
  }

  /** The rule of a name, or a finding. */
  private named(name: string, path: JsonPath, key = false): Rule | undefined {
    const rule = this.known.get(name);
    if (rule) return rule;
    const near = nearest(name, this.known.keys());
    this.add(
      path,
      `unknown rule ${quote(name)}${near ? `; did you mean ${quote(near)}?` : `; expected one of ${[...this.known.keys()].join(", ")}`}`,
      key,
    );
    return undefined;
  }

  private rule(name: string, setting: unknown): void {
    const path: JsonPath = ["rules", name];
    const rule = this.named(name, path, true);
    if (!rule) return;
    const [level, ...given] = Array.isArray(setting) ? (setting as unknown[]) : [setting];
    if (!isSeverity(level) || given.length > 1) {
      this.add(
        path,
        `found ${quote(setting)}, expected "off", "warning", "error", or one of these with options: ["warning", {…}]`,
      );
      return;
    }
    const known = this.settings.rules.get(name)!;
    known.severity = level;
    if (given.length === 0) return;
    if (!rule.options) {
      this.add([...path, 1], `the rule ${name} has no options; write ${quote(level)} alone`);
      return;
    }
    const [options] = given;
    if (areOptions(rule.options, options)) {
      known.options = { ...presetsOf(rule.options), ...options };
      return;
    }
    for (const issue of optionsSchema(rule.options).safeParse(options).error?.issues ?? [])
      this.option(rule, [...path, 1], issue);
  }

  private option(rule: Rule, path: JsonPath, issue: z.core.$ZodIssue): void {
    if (issue.code !== "unrecognized_keys") {
      this.add([...path, ...(issue.path as JsonPath)], `${issue.path.join(".")}: ${issue.message}`);
      return;
    }
    const names = Object.keys(rule.options ?? {});
    for (const key of issue.keys) {
      const near = nearest(key, names);
      this.add(
        [...path, key],
        `unknown option ${quote(key)} of the rule ${rule.name}${near ? `; did you mean ${quote(near)}?` : `; expected one of ${names.join(", ")}`}`,
        true,
      );
    }
  }

  private excuse(one: unknown, index: number): void {
    const path: JsonPath = ["excuses", index];
    const read = excuse().safeParse(one);
    if (!read.success) {
      const [issue] = read.error.issues;
      const at = [...path, ...(issue!.path as JsonPath)];
      this.add(
        at,
        at.at(-1) === "reason"
          ? 'an excuse needs its reason: {"rule": "…", "entry": "…", "reason": "why the rule does not hold here"}'
          : `found ${quote(one)}, expected an excuse: {"rule": "…", "entry": "…", "reason": "…"}`,
      );
      return;
    }
    if (!this.named(read.data.rule, [...path, "rule"])) return;
    const { field, ...rest } = read.data;
    this.settings.excuses.push({
      ...rest,
      ...(field === undefined ? {} : { field }),
      place: this.place(path),
    });
  }
}
