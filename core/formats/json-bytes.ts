/** Bytes taken out at once, about. */
const PIECE = 1 << 16;
/** UTF-16 units from which a text is escaped as bytes: below, JSON.stringify is as fast. */
const LONG = 256;

/** JSON as UTF-8, filled piece by piece. A long text is encoded first and escaped in place: JSON.stringify, joining and encoding read and wrote it three times. */
export class JsonBytes {
  readonly #encoder = new TextEncoder();
  #bytes = new Uint8Array(2 * PIECE);
  #length = 0;
  /** Places of what must be escaped in the text at hand; kept, since it is filled for every text. */
  #marks = new Int32Array(1 << 10);

  /** Enough for a piece. */
  get full(): boolean { return this.#length >= PIECE; }

  /** Adds what is JSON already. */
  json(json: string): void {
    this.#room(3 * json.length);
    this.#length += this.#encoder.encodeInto(json, this.#bytes.subarray(this.#length)).written;
  }

  /** Adds a text as a JSON string: the bytes of JSON.stringify. */
  text(text: string): void {
    if (text.length < LONG || !this.#longText(text)) this.json(JSON.stringify(text));
  }

  /** What was added since the last time; the buffer is used again. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** False, with nothing added: the text holds U+FFFD, or a lone surrogate that became one. */
  #longText(text: string): boolean {
    this.#room(3 * text.length + 2);
    const start = this.#length + 1;
    const end = start + this.#encoder.encodeInto(text, this.#bytes.subarray(start)).written;
    const count = this.#mark(start, end);
    if (count < 0) return false;
    this.#bytes[this.#length] = QUOTE;
    this.#length = end;
    this.#escape(count);
    this.#bytes[this.#length++] = QUOTE;
    return true;
  }

  /** Notes the bytes of a range that must be escaped, ascending. @returns how many; -1 at the bytes of U+FFFD */
  #mark(start: number, end: number): number {
    const bytes = this.#bytes;
    let count = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (ESCAPED_LENGTH[byte] === 1) continue;
      if (byte !== REPLACED[0]) {
        if (count === this.#marks.length) this.#marks = grown(this.#marks, 2 * count);
        this.#marks[count++] = at;
      } else if (bytes[at + 1] === REPLACED[1] && bytes[at + 2] === REPLACED[2]) return -1;
    }
    return count;
  }

  /** Escapes the marked bytes, from the last: each stretch between two of them is moved once. */
  #escape(count: number): void {
    let extra = 0;
    for (let k = 0; k < count; k++) extra += ESCAPED_LENGTH[this.#bytes[this.#marks[k]!]!]! - 1;
    this.#room(extra + 1);
    const bytes = this.#bytes;
    let end = this.#length;
    this.#length += extra;
    for (let k = count - 1; k >= 0; k--) {
      const at = this.#marks[k]!;
      bytes.copyWithin(at + 1 + extra, at + 1, end);
      const escaped = ESCAPES[bytes[at]!]!;
      extra -= escaped.length - 1;
      bytes.set(escaped, at + extra);
      end = at;
    }
  }

  /** Makes room for so many bytes more. */
  #room(bytes: number): void {
    const wanted = this.#length + bytes;
    if (wanted > this.#bytes.length) this.#bytes = grown(this.#bytes, Math.max(2 * this.#bytes.length, wanted));
  }
}

const QUOTE = 0x22;
/** U+FFFD in UTF-8. */
const REPLACED = [0xef, 0xbf, 0xbd] as const;

/** By byte: what JSON.stringify writes for it, where that is not the byte. */
const ESCAPES = Array.from({ length: 128 }, (_, byte) => {
  const json = JSON.stringify(String.fromCharCode(byte)).slice(1, -1);
  return json.length > 1 ? new TextEncoder().encode(json) : undefined;
});
/** By byte: how many bytes it becomes; 0 where more must be looked at. */
const ESCAPED_LENGTH = Uint8Array.from({ length: 256 }, (_, byte) => (byte === REPLACED[0] ? 0 : ESCAPES[byte]?.length ?? 1));

function grown<List extends Uint8Array | Int32Array>(list: List, length: number): List {
  const made = new (list.constructor as new (length: number) => List)(length);
  made.set(list);
  return made;
}
