import type { Kind } from "../data/kinds.ts";
import { quote } from "../finding/quote.ts";
import { fieldValue, placeOf } from "../data/record.ts";
import type { Misread } from "./fields.ts";
import { told } from "./values.ts";
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
        (path === undefined ? undefined : theirs?.places.get(path)) ?? theirs?.offset ?? after,
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
  damaged(
    kind: Kind,
    triple: Triple,
    { offset, swallowed, holds, columns, cutsOff }: Misread,
  ): void {
    const [why, unless = ""] = swallowed
      ? [
          `this entry's ${swallowed.path} ${told(swallowed.value)} reads as part of its ${swallowed.into}`,
          `, or, if that is meant, take ${swallowed.path} out of the data too`,
        ]
      : holds
        ? [
            `${quote(holds.name)} has no line of its own any more, but ${holds.itself ? "its name" : "what it says"} stands in this one`,
            ", or, if that is meant, take that entry out of the data too",
          ]
        : columns
          ? ["the columns of this entry's table stand in another order"]
          : cutsOff
            ? ["this line does not read, but lines behind it read as this entry's"]
            : ["a line of this entry does not read"];
    this.result.damaged.push({
      ...this.about(kind, triple),
      offset,
      rule: "damaged",
      severity: "error",
      message: `${why}, so nothing was taken from it and nothing removed; mend the line as the template ${this.input.pattern.file} has it${unless}, and run "paperlist sync" again`,
    });
  }

  warning(kind: Kind, triple: Triple, path: string, message: string): void {
    const place = this.about(kind, triple, path);
    this.result.warnings.push({ ...place, rule: "misplaced", severity: "warning", message });
  }
}
