// The edits and problems that a merge tells of.
import type { Kind } from "../data/kinds.ts";
import { fieldValue, placeOf } from "../data/record.ts";
import type { Misread } from "./entry.ts";
import type { Edit, Merge, MergeInput, Problem, Triple } from "./types.ts";

/** Collects what a merge does and what it leaves. */
export class Notes {
  readonly result: Merge = {
    records: new Map(),
    edits: [],
    conflicts: [],
    damaged: [],
    warnings: [],
  };

  constructor(private readonly input: MergeInput) {}

  private about(
    kind: Kind,
    { base, ours, theirs, after = 0 }: Triple,
    path?: string,
  ): Pick<Problem, "offset" | "entry" | "data"> {
    const rec = ours ?? base;
    const name = theirs?.name ?? (rec && fieldValue(rec, kind.key));
    return {
      offset:
        (path === undefined ? undefined : theirs?.said.places.get(path)) ?? theirs?.offset ?? after,
      ...(name === undefined || kind.name === "list" ? {} : { entry: String(name) }),
      ...(ours ? { data: placeOf(this.input.list, ours, path) } : {}),
    };
  }

  /** Notes that something of the page goes into the data. */
  edit(kind: Kind, triple: Triple, edit: Omit<Edit, "kind" | "entry" | "offset" | "data">): void {
    const { entry = kind.name, ...place } = this.about(kind, triple, edit.field);
    this.result.edits.push({ kind: kind.name, entry, ...place, ...edit });
  }

  /**
   * Notes what cannot be settled by itself; with a side that holds, it is.
   *
   * @param certain no side that holds would settle it
   */
  conflict(kind: Kind, triple: Triple, message: string, path?: string, certain = false): void {
    if (this.input.prefer !== undefined && !certain) return;
    const mend = certain
      ? ""
      : ', or say which holds: "paperlist sync --prefer readme" or "--prefer data"';
    this.result.conflicts.push({
      ...this.about(kind, triple, path),
      rule: certain ? "two-values" : "conflict",
      severity: "error",
      message: message + mend,
      ...(path === undefined ? {} : { field: path }),
    });
  }

  /**
   * Where another page brought about what the data has of an entry now; undefined where that is
   * the data's own, so that one side may be said to hold.
   */
  elsewhere(kind: Kind, { base, ours }: Triple, path?: string): string | undefined {
    const rec = ours ?? base;
    const name = kind.name === "list" ? "list" : rec && fieldValue(rec, kind.key);
    const edit = this.input.others?.find(
      (one) =>
        one.kind === kind.name && one.entry === name && (path === undefined || one.field === path),
    );
    return edit && `${edit.file}:${edit.line}:${edit.column}`;
  }

  /** Notes an entry that nothing is taken from. */
  damaged(kind: Kind, triple: Triple, { offset, why, unless }: Misread): void {
    const what = why ?? "a line of this entry does not read";
    const where = why === undefined ? ' ("paperlist lint" tells where)' : "";
    const meant = unless === undefined ? "" : `, or, if that is meant, ${unless}`;
    this.result.damaged.push({
      ...this.about(kind, triple),
      offset,
      rule: "damaged",
      severity: "error",
      message: `${what}, so nothing was taken from it and nothing removed; mend the line as the template ${this.input.pattern.file} has it${where}${meant}, and run "paperlist sync" again`,
    });
  }

  warning(kind: Kind, triple: Triple, path: string, message: string): void {
    const place = this.about(kind, triple, path);
    this.result.warnings.push({ ...place, rule: "misplaced", severity: "warning", message });
  }
}
