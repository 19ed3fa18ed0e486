// Which sections beside each other can be written by one heading, as a group, and what stands in it.
import { folded } from "../pairing/folded.ts";
import { textOf } from "./content.ts";
import { areAlike, isForm, type Ladder } from "./ladder.ts";
import { ANCHOR, type Block, linksOf, type Part, type Section, shown } from "./outline.ts";
import type { Source } from "./source.ts";

/** What stands under the headings of a group: of each slot what all sections have of it. */
export interface Slots {
  anchors: Block[];
  /** Paragraphs before the entries. */
  intro: Block[];
  /** Instead of entries: blocks of which nothing is known. */
  content: Block[];
  entries: Block[];
  /** What stands at the end of each section, the same in all. */
  end: Block[][];
  children: Section[];
}

interface Run {
  from: number;
  to: number;
}

export class Groups {
  constructor(
    private readonly source: Source,
    private readonly ladder: Ladder,
    private readonly steps: ReadonlyMap<Part, number>,
  ) {}

  /**
   * Rows of sections of one form, the longest first. What stands between two groups must surely be
   * there, as a heading over records alone is not.
   */
  runsOf(sections: readonly Section[]): Run[] {
    const runs: Run[] = [];
    for (let from = 0; from < sections.length;) {
      let to = from + 1;
      while (to < sections.length && this.slotsOf(sections.slice(from, to + 1))) to++;
      // A group begins and ends with sections that have entries.
      if (!isFull(sections[from]!)) to = from + 1;
      while (to > from + 1 && !isFull(sections[to - 1]!)) to--;
      if (to > from + 1) runs.push({ from, to });
      from = to;
    }
    const kept: Run[] = [];
    for (const run of runs.sort((a, b) => b.to - b.from - (a.to - a.from))) {
      const apart = kept.every((other) => {
        const [left, right] = other.from < run.from ? [other, run] : [run, other];
        return sections.slice(left.to, right.from).some((one) => this.isSolid(one));
      });
      if (apart) kept.push(run);
    }
    return kept;
  }

  /** Whether a section has text of its own, with which it stands whatever records there are. */
  private isSolid({ blocks }: Section): boolean {
    return this.ladder.modesOf(blocks).some((mode) => !isForm(mode));
  }

  /** What stands under a heading that groups, or undefined where the sections have no one form. */
  slotsOf(sections: readonly Section[]): Slots | undefined {
    const { depth } = sections[0]!;
    if (sections.some((one) => one.depth !== depth || (this.steps.get(one) ?? 0) > 0))
      return undefined;
    const names = sections.map(({ heading }) => textOf(heading!.symbols));
    if (new Set(names.map(folded)).size < names.length || names.includes("")) return undefined;
    const slots = this.withEntries(sections) ?? this.withContent(sections);
    if (!slots || !areOneAnchor(sections)) return undefined;
    slots.anchors = sections.flatMap(({ anchor }) => anchor ?? []);
    slots.children = sections.flatMap((one) => one.sections);
    if (slots.children.length > 0 && !this.slotsOf(slots.children)) return undefined;
    return slots;
  }

  private withEntries(sections: readonly Section[]): Slots | undefined {
    const slots = emptySlots();
    let ends: string | undefined;
    for (const { blocks } of sections) {
      const at = blocks.findIndex(({ type }) => type !== "paragraph");
      const intro = at < 0 ? blocks : blocks.slice(0, at);
      if (intro.some(({ lines }) => lines.length > 1)) return undefined;
      slots.intro.push(...intro);
      const [first, ...rest] = at < 0 ? [] : blocks.slice(at);
      const isEntries = first && (first.type === "list" || first.type === "table");
      if (isEntries) slots.entries.push(first);
      else if (first) rest.unshift(first);
      if (rest.some(({ type }) => type !== "other")) return undefined;
      const text = rest.map(({ start, end }) => this.source.text.slice(start, end)).join("\n\n");
      if (ends !== undefined && ends !== text) return undefined;
      ends = text;
      slots.end.push(rest);
    }
    const { entries } = slots;
    const lead = sections.some((one) => one.sections.length > 0);
    if (entries.length === 0) return lead ? slots : undefined;
    const [first] = entries as [Block];
    const same = entries.every(
      (block) => areAlike(block, first) && (block.type !== "table" || hasHeaderOf(block, first)),
    );
    if (!same || !this.ladder.formOf(entries)) return undefined;
    // A table without rows has no header to be told by.
    return first.type === "table" && entries.length < sections.length ? undefined : slots;
  }

  /** Any blocks, for want of a form: at least they lead somewhere. */
  private withContent(sections: readonly Section[]): Slots | undefined {
    const slots = emptySlots();
    for (const { blocks, sections: children } of sections) {
      const isLone = blocks.length < 2 && children.length === 0;
      const isBare = blocks.every(({ lines }) => linksOf(lines).outer === 0);
      if (isLone || (isBare && children.length === 0)) return undefined;
      if (!this.areValues(blocks) || this.ladder.modesOf(blocks).every(isForm)) return undefined;
      slots.content.push(...blocks);
    }
    return slots.content.length === 0 ? undefined : slots;
  }

  /** Whether blocks can be values of one list of prose: none twice, and no lists beside each other. */
  areValues(blocks: readonly Block[]): boolean {
    const texts = blocks.map(({ start, end }) => this.source.text.slice(start, end).trim());
    return (
      new Set(texts).size === texts.length &&
      blocks.every(
        (block, at) =>
          new Set(block.lines.map((line) => line.block)).size === 1 &&
          block.lines[0]!.shape !== ":definition" &&
          (this.steps.get(block) ?? 0) < 3 &&
          !(block.type === "list" && blocks[at + 1]?.type === "list"),
      )
    );
  }
}

const emptySlots = (): Slots => ({
  anchors: [],
  intro: [],
  content: [],
  entries: [],
  end: [],
  children: [],
});

/** Whether no heading has a name to link to before it, or each one of the same form. */
function areOneAnchor(sections: readonly Section[]): boolean {
  const forms = sections.map(({ anchor }) => {
    const [, open, , , close] = (anchor && ANCHOR.exec(shown(anchor.lines[0]!))) ?? [];
    return anchor && `${anchor.lines[0]!.shape}${open} ${close}`;
  });
  return new Set(forms).size === 1;
}

/** Whether a section has anything that records could be. */
const isFull = ({ blocks, sections }: Section): boolean =>
  sections.length > 0 || blocks.some(({ lines }) => linksOf(lines).outer > 0);

const hasHeaderOf = (a: Block, b: Block): boolean =>
  textOf(a.lines[0]!.symbols) === textOf(b.lines[0]!.symbols);
