import type { JsonObject } from "./json-text";
import { parseJson } from "./json-text";

/** An element of the list that the path leads to, as its own JSON text, with what was seen before it of the objects around it (innermost first). */
export type JsonElement =
  | { readonly kind: "element"; readonly bytes: Uint8Array; readonly byteOffset: number; readonly parents: readonly JsonObject[] }
  | { readonly kind: "too-long"; readonly head: Uint8Array; readonly size: number; readonly byteOffset: number }
  | { readonly kind: "cut"; readonly rest: Uint8Array; readonly byteOffset: number };

/** Walks a UTF-8 JSON document of any size and gives the elements at a path such as ["results", "[]"] one by one; memory holds one element.
 *  Lenient: it follows brackets and strings only, each element is parsed by who takes it. A document that ends inside a bracket ends with "cut". */
export class ElementScanner {
  private readonly stack: Container[] = [];
  private inString = false;
  private escaped = false;
  private key = "";
  /** Inside an object, before the colon. */
  private atKey = false;
  private capture: Capture | undefined;
  /** Bytes seen. */
  offset = 0;

  constructor(private readonly path: readonly string[], private readonly maxBytes: number) {}

  *push(chunk: Uint8Array): Generator<JsonElement> {
    const base = this.offset;
    this.offset += chunk.length;
    let from = 0; // start of what the open capture has in this chunk
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (byte === 92) this.escaped = true;
        else if (byte === 34) {
          this.inString = false;
          if (this.capture?.depth === this.stack.length) yield* this.close(chunk.subarray(from, i + 1));
        }
        continue;
      }
      if (byte === 32 || byte === 10 || byte === 13 || byte === 9) {
        if (this.capture?.scalar) yield* this.close(chunk.subarray(from, i));
        continue;
      }
      if (byte === 44 || byte === 125 || byte === 93 || byte === 58) {
        if (this.capture?.scalar) yield* this.close(chunk.subarray(from, i));
        if (byte === 58) this.atKey = false;
        else if (byte === 44) this.atKey = this.stack.at(-1)?.list === false;
        else {
          this.stack.pop();
          this.atKey = false;
          if (this.capture && !this.capture.scalar && this.capture.depth === this.stack.length) yield* this.close(chunk.subarray(from, i + 1));
        }
        continue;
      }
      if (this.capture === undefined) {
        from = i;
        this.open(byte, base + i);
      }
      if (byte === 34) this.inString = true;
      else if (byte === 123 || byte === 91) this.enter(byte === 91);
    }
    if (this.capture) this.keep(chunk.subarray(from));
  }

  *finish(): Generator<JsonElement> {
    if (this.capture?.scalar && this.stack.length === 0) yield* this.close(new Uint8Array(0));
    else if (this.stack.length > 0 || this.inString) yield { kind: "cut", rest: this.capture?.role === "element" ? join(this.capture) : new Uint8Array(0), byteOffset: this.capture?.role === "element" ? this.capture.byteOffset : this.offset };
  }

  /** At the first byte of a key or value: whether to keep what follows. */
  private open(byte: number, byteOffset: number): void {
    const matched = this.matchedHere();
    const role = this.atKey ? "key" : matched === this.path.length ? "element" : this.stack.at(-1)?.members !== undefined && matched < 0 ? "member" : undefined;
    if (role === undefined) return;
    const scalar = byte !== 34 && byte !== 123 && byte !== 91;
    this.capture = { role, depth: this.stack.length, scalar, byteOffset, pieces: [], size: 0, dropped: false };
  }

  /** How much of the path leads to the value that begins now; −1: another way. */
  private matchedHere(): number {
    const holder = this.stack.at(-1);
    if (!holder) return 0;
    return holder.matched >= 0 && this.path[holder.matched] === (holder.list ? "[]" : this.key) ? holder.matched + 1 : -1;
  }

  private enter(list: boolean): void {
    const inside = this.capture !== undefined;
    const matched = inside ? -1 : this.matchedHere();
    this.stack.push({ list, matched, ...(matched >= 0 && !list ? { members: {} } : {}) });
    this.atKey = !list && !inside;
  }

  private keep(piece: Uint8Array): void {
    const capture = this.capture!;
    capture.size += piece.length;
    const limit = capture.role === "element" ? this.maxBytes : PARENT_BYTES;
    if (capture.size > limit) {
      if (!capture.dropped) capture.pieces = [join(capture).slice(0, HEAD_BYTES)];
      capture.dropped = true;
    } else if (piece.length > 0) capture.pieces.push(piece.slice());
  }

  private *close(piece: Uint8Array): Generator<JsonElement> {
    this.keep(piece);
    const capture = this.capture!;
    this.capture = undefined;
    if (capture.role === "element") {
      const { byteOffset } = capture;
      if (capture.dropped) yield { kind: "too-long", head: join(capture), size: capture.size, byteOffset };
      else yield { kind: "element", bytes: join(capture), byteOffset, parents: this.stack.flatMap(({ members }) => (members ? [members] : [])).reverse() };
      return;
    }
    if (capture.dropped) { if (capture.role === "key") this.key = ""; return; }
    const text = new TextDecoder().decode(join(capture));
    try {
      const value = parseJson(text);
      if (capture.role === "key") this.key = typeof value === "string" ? value : "";
      else Object.defineProperty(this.stack.at(-1)!.members!, this.key, { value, enumerable: true, configurable: true, writable: true });
    } catch {
      this.key = capture.role === "key" ? "" : this.key; // a broken member is no parent's fact
    }
  }
}

interface Container {
  readonly list: boolean;
  readonly matched: number;
  readonly members?: JsonObject;
}

interface Capture {
  readonly role: "element" | "member" | "key";
  readonly depth: number;
  readonly scalar: boolean;
  readonly byteOffset: number;
  pieces: Uint8Array[];
  size: number;
  dropped: boolean;
}

const HEAD_BYTES = 400;
/** Members of a parent larger than this are not remembered. */
const PARENT_BYTES = 1 << 20;

function join({ pieces }: Capture): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) { whole.set(piece, at); at += piece.length; }
  return whole;
}
