import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { FromThread, TaskInput, TaskName, TaskOutput, ToThread } from "./tasks";
import { TASKS } from "./tasks";

/** Where the production build puts the thread's bundle: beside its server, which is where the server runs. */
const BUNDLE = "statistics-worker.mjs";

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly report: (share: number) => void;
}

const waiting = new Map<number, Waiting>();
let thread: Worker | null = null;
let calls = 0;

/** Runs a task in the statistics thread, one after the other. In development and tests, where no bundle stands, it runs here.
 *  @throws Error when the task throws, or the thread dies under it */
export async function offThread<Name extends TaskName>(task: Name, input: TaskInput<Name>, report: (share: number) => void = () => {}): Promise<TaskOutput<Name>> {
  const file = join(/* turbopackIgnore: true */ process.cwd(), BUNDLE); // a path of run time: the build must not trace what lies there
  if (!existsSync(file)) return (TASKS[task] as (input: TaskInput<Name>, report: (share: number) => void) => TaskOutput<Name>)(input, report);
  const id = ++calls;
  return new Promise<TaskOutput<Name>>((resolve, reject) => {
    waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, report });
    const message: ToThread = { id, task, input };
    (thread ??= start(file)).postMessage(message);
  });
}

function start(file: string): Worker {
  const worker = new Worker(file);
  worker.unref(); // an idle thread does not keep the process alive
  worker.on("message", (message: FromThread) => {
    const call = waiting.get(message.id);
    if (message.kind === "progress") return call?.report(message.share);
    waiting.delete(message.id);
    if (message.kind === "done") call?.resolve(message.value);
    else call?.reject(new Error(message.message));
  });
  const die = (error: Error): void => {
    thread = null;
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
  };
  worker.on("error", die);
  worker.on("exit", (code) => die(new Error(`the statistics thread ended with code ${code}`)));
  return worker;
}
