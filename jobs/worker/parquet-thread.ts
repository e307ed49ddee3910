import { parentPort } from "node:worker_threads";
import type { ParquetGroup } from "@/core/formats/parquet-group";
import { decodeGroup } from "@/core/formats/parquet-group";
import type { JsonObject } from "@/core/formats/json-text";

/** What the thread says of the group that it was given: slices of rows, then the end, or why not. */
export type FromParquetThread = { readonly kind: "rows"; readonly rows: readonly JsonObject[] } | { readonly kind: "end" } | { readonly kind: "failed"; readonly message: string };

// The other side of parquet-decoder.ts, in a file of its own: one group after the other; whoever started it ends it when it takes too long.
if (!parentPort) throw new Error("this file is a worker thread's");
const port = parentPort;
const send = (message: FromParquetThread): void => port.postMessage(message);

port.on("message", (group: ParquetGroup) => {
  void (async () => {
    try {
      for await (const rows of decodeGroup(group)) send({ kind: "rows", rows });
      send({ kind: "end" });
    } catch (error) {
      send({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  })();
});
