import type { ReadOptions } from "@/core/formats/read-options";
import { parquetDecoder } from "./worker/parquet-decoder";

/** How a server reads a file: what compressed bytes may unpack to, and Parquet decoded in a thread that can be ended. One thread serves one reading. */
export function readLimits(maxUnpackedBytes?: number): Partial<ReadOptions> {
  const decodeParquet = parquetDecoder();
  return { ...(maxUnpackedBytes === undefined ? {} : { maxUnpackedBytes }), ...(decodeParquet ? { decodeParquet } : {}) };
}
