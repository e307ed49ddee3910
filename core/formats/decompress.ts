import { Decompress } from "fzstd";

/** Input that ends or breaks in the middle. What was read before it stands. */
export class BrokenStream extends Error {
  override readonly name = "BrokenStream";
}

export type Compression = "gzip" | "zstd" | "none";

/** What the first bytes say (RFC 1952 §2.3.1, RFC 8878 §3.1.1). */
export function compressionOf(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return "zstd";
  return "none";
}

export interface DecompressLimits {
  /** Bytes that may come out. */
  readonly maxBytes: number;
  /** Output per input byte that is believed once 64 MiB came out; text rarely passes 20. */
  readonly maxRatio: number;
}

export const DECOMPRESS_LIMITS: DecompressLimits = { maxBytes: 64 * 2 ** 30, maxRatio: 200 };

const RATIO_FLOOR = 64 * 2 ** 20;

/** Passes plain bytes through; unpacks gzip and zstd, recognised by their first bytes, with bounded output.
 *  @throws BrokenStream after the last good byte, when the stream is cut off, damaged or too large; errors of `chunks` itself pass through */
export async function* decompress(chunks: AsyncIterable<Uint8Array>, limits: DecompressLimits = DECOMPRESS_LIMITS): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  const head = await firstBytes(source, 4);
  const input = chain(head, source);
  const compression = compressionOf(head);
  if (compression === "none") yield* input;
  else if (compression === "gzip") yield* gunzip(input, limits);
  else yield* unzstd(input, limits);
}

class Budget {
  private input = 0;
  private output = 0;
  constructor(private readonly limits: DecompressLimits) {}
  took(bytes: number): void { this.input += bytes; }
  gave(bytes: number): void {
    this.output += bytes;
    if (this.output > this.limits.maxBytes) throw new BrokenStream(`unpacks to more than ${this.limits.maxBytes} bytes`);
    if (this.output > RATIO_FLOOR && this.output > this.input * this.limits.maxRatio) throw new BrokenStream(`unpacks to more than ${this.limits.maxRatio} times its size: refused as a decompression bomb`);
  }
}

async function* gunzip(input: AsyncIterable<Uint8Array>, limits: DecompressLimits): AsyncGenerator<Uint8Array> {
  const budget = new Budget(limits);
  const stream = new DecompressionStream("gzip");
  let worldFailure: { readonly error: unknown } | undefined;
  const pump = (async () => {
    const writer = stream.writable.getWriter();
    try {
      for await (const chunk of input) {
        budget.took(chunk.length);
        await writer.ready;
        await writer.write(new Uint8Array(chunk)); // a copy: DecompressionStream wants bytes over a plain ArrayBuffer
      }
      await writer.close();
    } catch (error) {
      // A failed write is the decoder's, and comes out of the readable side too; anything else is the source's own.
      if (!isDecoderError(error)) worldFailure = { error };
      await writer.abort(error).catch(() => undefined);
    }
  })();
  const reader = stream.readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      budget.gave(value.length);
      yield value;
    }
  } catch (error) {
    if (error instanceof BrokenStream) throw error;
    if (worldFailure) throw worldFailure.error;
    throw new BrokenStream(`gzip: ${error instanceof Error ? error.message : "damaged"}`);
  } finally {
    await reader.cancel().catch(() => undefined);
    await pump;
  }
}

const isDecoderError = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof Error && "code" in error && typeof error.code === "string" && (error.code.startsWith("Z_") || error.code.startsWith("ERR_")));

/** Small slices: one 4-byte RLE block may become 128 KiB. */
const ZSTD_SLICE = 4096;

async function* unzstd(input: AsyncIterable<Uint8Array>, limits: DecompressLimits): AsyncGenerator<Uint8Array> {
  const budget = new Budget(limits);
  let ready: Uint8Array[] = [];
  let ended = false;
  const decoder = new Decompress((data, final) => {
    budget.gave(data.length);
    if (data.length > 0) ready.push(data.slice()); // fzstd reuses its window
    if (final) ended = true;
  });
  const feed = (slice: Uint8Array, final: boolean): void => {
    try {
      decoder.push(slice, final);
    } catch (error) {
      throw error instanceof BrokenStream ? error : new BrokenStream(`zstd: ${error instanceof Error ? error.message : "damaged"}`);
    }
  };
  const drain = function* (): Generator<Uint8Array> {
    const out = ready;
    ready = [];
    yield* out;
  };
  for await (const chunk of input) {
    for (let at = 0; at < chunk.length; at += ZSTD_SLICE) {
      const slice = chunk.subarray(at, at + ZSTD_SLICE);
      budget.took(slice.length);
      let failure: unknown;
      try { feed(slice, false); } catch (error) { failure = error; }
      yield* drain();
      if (failure) throw failure;
    }
  }
  let failure: unknown;
  try { feed(new Uint8Array(0), true); } catch (error) { failure = error; }
  yield* drain();
  if (failure) throw failure;
  if (!ended) throw new BrokenStream("zstd: unexpected end of data");
}

/** Reads until `length` bytes are there or the source ends. */
async function firstBytes(source: AsyncIterator<Uint8Array>, length: number): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < length) {
    const next = await source.next();
    if (next.done) break;
    if (head.length === 0) { head = next.value; continue; }
    const joined = new Uint8Array(head.length + next.value.length);
    joined.set(head);
    joined.set(next.value, head.length);
    head = joined;
  }
  return head;
}

async function* chain(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
