import { DECOMPRESS_LIMITS } from "./decompress";
import { LINE_LIMITS } from "./lines";
import type { GroupDecoder } from "./parquet-group";
import type { TextSource } from "./supplied-text";
import { NO_TEXTS } from "./supplied-text";

/** Bounds of one reading. */
export interface ReadOptions {
  /** The longest line that is held; a longer one is a row error. */
  readonly maxLineBytes: number;
  /** The largest file that a format without streaming may collect. */
  readonly maxBytes: number;
  /** What compressed input may unpack to. */
  readonly maxUnpackedBytes: number;
  readonly maxRatio: number;
  /** Where texts come from that a file speaks of and does not hold. */
  readonly texts: TextSource;
  /** Decodes Parquet instead of the calling thread. */
  readonly decodeParquet?: GroupDecoder;
}

export const READ_OPTIONS: ReadOptions = {
  maxLineBytes: LINE_LIMITS.maxLineBytes, maxBytes: 256 * 2 ** 20, maxUnpackedBytes: DECOMPRESS_LIMITS.maxBytes, maxRatio: DECOMPRESS_LIMITS.maxRatio, texts: NO_TEXTS,
};
