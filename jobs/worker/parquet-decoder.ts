import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { GroupDecoder } from "@/core/formats/parquet-group";
import type { JsonObject } from "@/core/formats/json-text";
import type { FromParquetThread } from "./parquet-thread";

/** Where the production build puts the thread's bundle: beside its server. */
const BUNDLE = "parquet-worker.mjs";
/** ms in which a thread must say something, and that much more for each MiB that the group says it unpacks to. */
const PATIENCE = { least: 10_000, perMiB: 200 } as const;
const MOST_MEMORY_MB = 2048;
const IDLE_MS = 3_000;

/** Decodes in a thread that is ended when it says nothing for too long or takes too much memory: damaged pages keep the decoder busy for minutes, and nothing else can interrupt it.
 *  undefined in development and tests, where no bundle stands: reading then decodes in its own thread. */
export function parquetDecoder(file = join(/* turbopackIgnore: true */ process.cwd(), BUNDLE), patience: { readonly least: number; readonly perMiB: number } = PATIENCE): GroupDecoder | undefined {
  if (!existsSync(file)) return undefined;
  let idle: { readonly worker: Worker; readonly ending: NodeJS.Timeout } | null = null;
  return async function* (group) {
    if (idle) clearTimeout(idle.ending);
    const worker = idle?.worker ?? new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
    idle = null;
    worker.ref();
    const limit = patience.least + (patience.perMiB * group.unpacked) / 2 ** 20;
    const said = messages(worker, limit);
    let ended = false;
    try {
      worker.postMessage(group);
      for (;;) {
        const message = await said.next();
        if (message.kind === "rows") yield message.rows as readonly JsonObject[];
        else {
          ended = true;
          if (message.kind === "failed") throw new Error(message.message);
          return;
        }
      }
    } finally {
      said.stop();
      if (ended) {
        // It waits for the next group, not for ever, and keeps no process alive.
        worker.unref();
        idle = { worker, ending: setTimeout(() => { idle = null; void worker.terminate(); }, IDLE_MS).unref() };
      } else await worker.terminate(); // hung, or nobody reads on
    }
  };
}

/** What a thread says, in order; the next rejects when it is silent for `limit` ms, fails or exits. */
function messages(worker: Worker, limit: number): { next(): Promise<FromParquetThread>; stop(): void } {
  const waiting: FromParquetThread[] = [];
  let wake: () => void = () => {};
  let fault: Error | null = null;
  const onMessage = (message: FromParquetThread): void => { waiting.push(message); wake(); };
  const onError = (error: Error): void => { fault ??= error; wake(); };
  const onExit = (code: number): void => onError(new Error(`the decoding thread ended with code ${code}`));
  worker.on("message", onMessage).on("error", onError).on("exit", onExit);
  return {
    async next() {
      for (;;) {
        const message = waiting.shift();
        if (message) return message;
        if (fault) throw fault;
        const timer = setTimeout(() => onError(new Error(`decoding took longer than ${Math.round(limit / 1000)} s and was given up`)), limit);
        await new Promise<void>((resolve) => { wake = resolve; });
        clearTimeout(timer);
      }
    },
    stop() { worker.off("message", onMessage).off("error", onError).off("exit", onExit); },
  };
}
