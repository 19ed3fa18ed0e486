// Times whole processes in turn, and takes ratios within a round.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** What a whole process costs. */
export interface Cost {
  /** Wall time, in milliseconds. */
  time: number;
  /** The most memory that it held, in MB; 0 where that cannot be told. */
  memory: number;
  /** The wall time of each round that counts. */
  times: readonly number[];
}

/** A process to measure. */
export interface Work {
  command: string;
  args: string[];
  cwd: string;
  /** Brings about what the process finds. */
  before?: () => void;
}

/** Longer than this, in milliseconds, and a process is stopped. */
export const LONGEST = 180_000;

/** GNU time tells how much memory a process held. */
const TIME = "/usr/bin/time";
const hasTime = existsSync(TIME);

/** Runs a process once; undefined where it takes too long. */
export function once({ command, args, cwd, before }: Work): Cost | undefined {
  before?.();
  const [file, all] = hasTime ? [TIME, ["-f", "%M", command, ...args]] : [command, args];
  const start = process.hrtime.bigint();
  const { error, stderr } = spawnSync(file, all, {
    cwd,
    encoding: "utf8",
    timeout: LONGEST,
    maxBuffer: 1 << 28,
  });
  const time = Number(process.hrtime.bigint() - start) / 1e6;
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ETIMEDOUT") return undefined;
  if (error) throw error;
  return {
    time,
    times: [time],
    memory: hasTime ? Number(/(?<!\d)(\d+)\s*$/.exec(stderr)?.[1] ?? 0) / 1024 : 0,
  };
}

/**
 * Runs processes in turn, round after round, so that a noisy machine disturbs all alike.
 *
 * @returns medians of time and the peak of memory after a first round that does not count;
 *   undefined for a process that takes too long
 */
export function inTurn(
  works: ReadonlyMap<string, Work>,
  rounds: number,
): Map<string, Cost | undefined> {
  const costs = new Map<string, (Cost | undefined)[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const [name, work] of works) {
      const known = costs.get(name) ?? [];
      // What takes that long is not run again.
      if (known.length > 0 && (known.at(-1)?.time ?? LONGEST) > 10_000) continue;
      costs.set(name, [...known, once(work)]);
    }
  }
  return new Map([...costs].map(([name, known]) => [name, median(known)]));
}

function median(known: readonly (Cost | undefined)[]): Cost | undefined {
  const counted = known.length > 1 ? known.slice(1) : known;
  const times = counted.flatMap((cost) => cost?.time ?? []);
  if (times.length < counted.length) return undefined;
  const memory = Math.max(...counted.map((cost) => cost!.memory));
  return { time: middle(times), memory, times };
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** How many times one process takes as long as another: the median over rounds that they share. */
export const ratioOf = (cost: Cost, base: Cost): number =>
  cost.times.length === base.times.length
    ? middle(cost.times.map((time, round) => time / base.times[round]!))
    : cost.time / base.time;
