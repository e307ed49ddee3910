import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { FromThread, TaskInput, TaskName, TaskOutput, ToThread } from "./tasks";
import { TASKS } from "./tasks";

/** Where the production build puts the thread's bundle: beside its server, which is where the server runs. */
const BUNDLE = "statistics-worker.mjs";

export const STOPPED = "ComputationStopped";

/** A computation that somebody stopped; it has no result. */
export class ComputationStopped extends Error {
  override readonly name = STOPPED;
  constructor() { super("the computation was stopped"); }
}

interface Call {
  readonly message: ToThread;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly report: (share: number) => void;
}

/** In the order of asking; the first is the one that the thread works on, the others have not been told it yet. */
const calls: Call[] = [];
let thread: Worker | null = null;
let made = 0;

/** Runs a task in the statistics thread, one after the other. In development and tests, where no bundle stands, it runs here and can be stopped wherever it reports.
 *  @param signal stops it: what waits is taken out of the queue, what runs is ended with its thread
 *  @throws Error when the task throws, or the thread dies under it; ComputationStopped when it was stopped */
export async function offThread<Name extends TaskName>(task: Name, input: TaskInput<Name>, report: (share: number) => void = () => {}, { signal, file = join(/* turbopackIgnore: true */ process.cwd(), BUNDLE) }: { readonly signal?: AbortSignal | undefined; /** a path of run time: the build must not trace what lies there */ readonly file?: string } = {}): Promise<TaskOutput<Name>> {
  const mayGoOn = (): void => { if (signal?.aborted) throw new ComputationStopped(); };
  mayGoOn();
  if (!existsSync(file)) return (TASKS[task] as (input: TaskInput<Name>, report: (share: number) => void) => TaskOutput<Name>)(input, (share) => { mayGoOn(); report(share); });
  return new Promise<TaskOutput<Name>>((resolve, reject) => {
    const stop = (): void => {
      const at = calls.indexOf(call);
      if (at < 0) return;
      calls.splice(at, 1);
      reject(new ComputationStopped());
      if (at > 0) return;
      // It computes without looking up: only its end stops it. The next call gets a new thread.
      const busy = thread;
      thread = null;
      void busy?.terminate();
      next(file);
    };
    const settled = <Value>(settle: (value: Value) => void) => (value: Value): void => { signal?.removeEventListener("abort", stop); settle(value); };
    const call: Call = { message: { id: ++made, task, input }, resolve: settled(resolve as (value: unknown) => void), reject: settled(reject), report };
    signal?.addEventListener("abort", stop);
    calls.push(call);
    if (calls.length === 1) next(file);
  });
}

/** Hands the first call to the thread. */
function next(file: string): void {
  if (calls[0]) (thread ??= start(file)).postMessage(calls[0].message);
}

function start(file: string): Worker {
  const worker = new Worker(file);
  worker.unref(); // an idle thread does not keep the process alive
  worker.on("message", (message: FromThread) => {
    const call = calls[0];
    if (worker !== thread || call?.message.id !== message.id) return; // of a thread that was ended
    if (message.kind === "progress") return call.report(message.share);
    calls.shift();
    if (message.kind === "done") call.resolve(message.value);
    else call.reject(new Error(message.message));
    next(file);
  });
  const die = (error: Error): void => {
    if (worker !== thread) return;
    thread = null;
    for (const call of calls.splice(0)) call.reject(error);
  };
  worker.on("error", die);
  worker.on("exit", (code) => die(new Error(`the statistics thread ended with code ${code}`)));
  return worker;
}
