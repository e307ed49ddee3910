import { parentPort } from "node:worker_threads";
import type { FromThread, ToThread } from "./tasks";
import { TASKS } from "./tasks";

// The other side of off-thread.ts. Bundled by scripts/build.mjs into a file of its own: a thread starts from a file.
if (!parentPort) throw new Error("this file is a worker thread's");
const port = parentPort;
const send = (message: FromThread): void => port.postMessage(message);

port.on("message", ({ id, task, input }: ToThread) => {
  try {
    const run = TASKS[task] as (input: unknown, report: (share: number) => void) => unknown;
    send({ id, kind: "done", value: run(input, (share) => send({ id, kind: "progress", share })) });
  } catch (error) {
    send({ id, kind: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
