// Runs the built command line in a thread that stays: starting a process takes longer than most
// commands do. Tests of what a process is (pipes, signals, hooks) start one themselves.
import path from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";

/** The built command line. */
export const program = path.resolve("dist/cli.cjs");

/** What a program said, and how it ended. */
export interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** Where a command is run. */
export interface Surroundings {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** Longer than this, in milliseconds, and a command hangs. */
const LONGEST = 120_000;

const done = new Int32Array(new SharedArrayBuffer(4));
const { port1: ours, port2: theirs } = new MessageChannel();
let worker: Worker | undefined;

/** Runs a command, and waits for it. */
export function runCommand(args: readonly string[], { cwd, env }: Surroundings): Run {
  worker ??= start();
  Atomics.store(done, 0, 0);
  ours.postMessage({ args, cwd, env });
  if (Atomics.wait(done, 0, 0, LONGEST) === "timed-out")
    throw new Error(`paperlist ${args.join(" ")} did not end`);
  return (receiveMessageOnPort(ours) as { message: Run }).message;
}

function start(): Worker {
  const made = new Worker(new URL("command-line-worker.mjs", import.meta.url), {
    workerData: { port: theirs, done, program },
    transferList: [theirs],
  });
  made.unref();
  ours.unref();
  return made;
}
