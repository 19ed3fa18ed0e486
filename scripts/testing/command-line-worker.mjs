// The thread of command-line.ts: each message is a command, which it runs as a process would.
import { createRequire } from "node:module";
import process from "node:process";
import { workerData } from "node:worker_threads";

const { port, done, program } = workerData;
const require = createRequire(import.meta.url);

// It would hold for all tests.
require("node:v8").setFlagsFromString = () => undefined;

port.on("message", async ({ args, cwd, env }) => {
  const said = { out: "", err: "" };
  process.stdout.write = (text) => (said.out += text) !== "";
  process.stderr.write = (text) => (said.err += text) !== "";
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.cwd = () => cwd;
  process.argv = [process.execPath, program, ...args];
  process.exitCode = undefined;
  // Its parts stay loaded; what it is to do, it reads anew.
  delete require.cache[program];
  await require(program).finished;
  port.postMessage({ code: process.exitCode ?? 0, ...said });
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
});
