import { BrokenStream } from "./decompress";
import type { Encoding } from "./text-encoding";
import { encodingOf, textDecoder } from "./text-encoding";

/** A piece of a file between line feeds. `text` is without its "\n" (a "\r" before it stays) and without the file's byte order mark. */
export type Line =
  | { readonly kind: "line"; readonly text: string; readonly repairs: number; readonly line: number; readonly byteOffset: number; readonly ended: boolean }
  | { readonly kind: "too-long"; readonly head: string; readonly bytes: number; readonly line: number; readonly byteOffset: number }
  | { readonly kind: "broken"; readonly reason: string; readonly line: number; readonly byteOffset: number };

export interface LineLimits {
  /** Longer lines are skipped, not held: memory stays under about twice this. */
  readonly maxLineBytes: number;
}

export const LINE_LIMITS: LineLimits = { maxLineBytes: 64 * 2 ** 20 };

const HEAD_BYTES = 400;

/** Splits bytes (already decompressed) into lines, numbered from 1, with byte offsets in the stream. UTF-16 is recognised by its byte order mark.
 *  `ended` is false only on a last line without a line feed. A stream that breaks gives its complete lines, what is left of the last one, and then a "broken". */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, limits: LineLimits = LINE_LIMITS): AsyncGenerator<Line> {
  const splitter = new LineSplitter(limits);
  try {
    for await (const chunk of chunks) yield* splitter.push(chunk);
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error;
    yield* splitter.finish();
    yield { kind: "broken", reason: error.message, line: splitter.line, byteOffset: splitter.offset };
    return;
  }
  yield* splitter.finish();
}

class LineSplitter {
  line = 1;
  /** Bytes consumed. */
  offset = 0;
  private lineStart = 0;
  private held: Uint8Array[] = [];
  private heldBytes = 0;
  private skipped = 0;
  /** Bytes that wait for the next chunk: the file's first three, or half a UTF-16 unit. */
  private pending: Uint8Array = new Uint8Array(0);
  private encoding: Encoding | undefined;
  private decode = textDecoder("utf-8");
  constructor(private readonly limits: LineLimits) {}

  *push(chunk: Uint8Array): Generator<Line> {
    let bytes = this.pending.length > 0 ? join([this.pending, chunk], this.pending.length + chunk.length) : chunk;
    this.pending = new Uint8Array(0);
    if (this.encoding === undefined) {
      if (bytes.length < 3) { this.pending = bytes.slice(); return; }
      bytes = this.begin(bytes);
    }
    if (this.encoding !== "utf-8" && bytes.length % 2 === 1) {
      this.pending = bytes.slice(-1);
      bytes = bytes.subarray(0, -1);
    }
    let from = 0;
    for (let at = this.findBreak(bytes, 0); at >= 0; at = this.findBreak(bytes, from)) {
      const next = at + (this.encoding === "utf-8" ? 1 : 2);
      this.hold(bytes.subarray(from, at));
      this.offset += next - from;
      yield this.release(true);
      from = next;
    }
    if (from === bytes.length) return;
    this.offset += bytes.length - from;
    this.hold(bytes.slice(from)); // a copy: the source may reuse its buffer
  }

  *finish(): Generator<Line> {
    let rest = this.pending;
    this.pending = new Uint8Array(0);
    if (this.encoding === undefined) rest = this.begin(rest);
    this.offset += rest.length;
    this.hold(rest);
    if (this.heldBytes + this.skipped > 0) yield this.release(false);
  }

  /** Fixes the encoding and steps over the byte order mark. */
  private begin(bytes: Uint8Array): Uint8Array {
    const { encoding, bom } = encodingOf(bytes);
    this.encoding = encoding;
    this.decode = textDecoder(encoding);
    this.offset = bom;
    this.lineStart = bom;
    return bytes.subarray(bom);
  }

  private findBreak(bytes: Uint8Array, from: number): number {
    if (this.encoding === "utf-8") return bytes.indexOf(10, from);
    const low = this.encoding === "utf-16le" ? 0 : 1;
    for (let at = from; at < bytes.length; at += 2) if (bytes[at + low] === 10 && bytes[at + 1 - low] === 0) return at;
    return -1;
  }

  private hold(piece: Uint8Array): void {
    if (this.skipped > 0 || this.heldBytes + piece.length > this.limits.maxLineBytes) {
      this.skipped += piece.length;
      if (this.heldBytes > HEAD_BYTES) {
        this.held = [join(this.held, this.heldBytes).slice(0, HEAD_BYTES)];
        this.skipped += this.heldBytes - HEAD_BYTES;
        this.heldBytes = HEAD_BYTES;
      } else if (this.heldBytes === 0) {
        this.held = [piece.slice(0, HEAD_BYTES)];
        this.heldBytes = this.held[0]!.length;
        this.skipped -= this.heldBytes;
      }
      return;
    }
    if (piece.length === 0) return;
    this.held.push(piece);
    this.heldBytes += piece.length;
  }

  private release(ended: boolean): Line {
    const place = { line: this.line, byteOffset: this.lineStart };
    const bytes = this.held.length === 1 ? this.held[0]! : join(this.held, this.heldBytes);
    const total = this.heldBytes + this.skipped;
    const tooLong = this.skipped > 0;
    this.held = [];
    this.heldBytes = 0;
    this.skipped = 0;
    this.line++;
    this.lineStart = this.offset;
    const { text, repairs } = this.decode(bytes);
    return tooLong ? { kind: "too-long", head: text, bytes: total, ...place } : { kind: "line", text, repairs, ended, ...place };
  }
}

function join(pieces: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) { whole.set(piece, at); at += piece.length; }
  return whole;
}
