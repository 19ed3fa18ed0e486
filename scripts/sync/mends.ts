/**
 * What mends a page that has drifted, once it is known who was edited since both agreed: the page,
 * or the data. Look here where a finding of lint names a command that refuses.
 */
import { BaseFinder } from "./base.ts";
import type { Base } from "./whole.ts";
import type { Finding } from "../finding/finding.ts";
import { unsettled } from "./unsettled.ts";
import type { ListPage } from "../page/pages.ts";

interface Linted extends Base {
  findings: Finding[];
  /** Those of them that tell of drift. */
  drift: readonly Finding[];
}

/** Names in findings of drift, which speak of a page that was edited, what mends them here. */
export function nameMends({ drift, findings, ...current }: Linted, dir?: string): Finding[] {
  if (drift.length === 0) return findings;
  const finder = new BaseFinder(current, undefined, dir);
  const of = new Set(drift);
  const known = new Map<string, ReturnType<typeof mendsOf>>();
  return findings.map((finding) => {
    const own = of.has(finding) && current.pages.find(({ file }) => file === finding.file);
    if (!own || own.actual === undefined) return finding;
    if (finding.rule === "conflict") return unsettled(own, finder);
    let mends = known.get(own.file);
    if (!mends) known.set(own.file, (mends = mendsOf(own, finder)));
    const { message } = finding;
    const at = message.lastIndexOf("; ") + 2;
    return { ...finding, message: message.slice(0, at) + mends(message.slice(at)) };
  });
}

/** The mend of a finding on a page, of that for where the page was edited. */
function mendsOf(own: ListPage, finder: BaseFinder): (mend: string) => string {
  const { file, actual } = own;
  if (finder.asGenerated(file, actual!)) return ofData;
  const base = finder.find(file);
  if (!base) return ofEither;
  return base.pages.find((old) => old.file === file)?.page.text === actual
    ? ofData
    : (mend) => mend;
}

const ofData = () => 'run "paperlist generate" to write the page anew';

/** Without a base, sync is told which side holds. */
const ofEither = (mend: string): string =>
  mend
    .replace('"paperlist sync" to write', '"paperlist generate --force" to write')
    .replace('"paperlist sync"', '"paperlist sync --prefer readme"');
