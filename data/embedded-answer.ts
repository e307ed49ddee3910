import type { Results } from "@electric-sql/pglite";

/** Kinds of messages: a row, and those that say nothing here (bind complete, command complete, ready for query). */
const [ROW, BOUND, COMPLETE, READY] = [0x44, 0x32, 0x43, 0x5a];
/** Larger buffers are let go when they were read. */
const MOST_KEPT = 4 << 20;

type Parsers = Readonly<Record<number, ((text: string, type?: number) => unknown) | undefined>>;

/** What the embedded server answers to one statement, as it comes, in one buffer that is used again. PGlite's reader makes two objects of every value before it is one, and looks its own fields up in maps at every byte. */
export class EmbeddedAnswer {
  #bytes = Buffer.allocUnsafeSlow(1 << 16);
  #length = 0;

  /** All of it, until the next. */
  get bytes(): Buffer { return this.#bytes.subarray(0, this.#length); }

  /** Empties the buffer for the next answer. */
  begin(): void {
    this.#length = 0;
    if (this.#bytes.length > MOST_KEPT) this.#bytes = Buffer.allocUnsafeSlow(1 << 16);
  }

  /** Takes what came; it is only there for the moment. */
  add(piece: Uint8Array): void {
    const wanted = this.#length + piece.length;
    if (wanted > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#bytes.length, wanted));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.#length);
    this.#length = wanted;
  }

  /** Its rows by the names of their columns; null where it holds more than rows: an error, a notice, anything that PGlite's reader must see. */
  rows<Row>(columns: Results["fields"], parsers: Parsers): Row[] | null {
    const bytes = this.#bytes;
    const rows: Row[] = [];
    const readers = columns.map(({ name, dataTypeID }) => ({ name, type: dataTypeID, parse: parsers[dataTypeID] }));
    for (let at = 0; at < this.#length;) {
      const kind = bytes[at]!;
      const end = at + 1 + bytes.readInt32BE(at + 1);
      if (kind === ROW) {
        const row: Record<string, unknown> = {};
        let from = at + 7; // kind, length, number of values
        for (const { name, type, parse } of readers) {
          const length = bytes.readInt32BE(from);
          from += 4;
          if (length < 0) {
            row[name] = null;
            continue;
          }
          const text = bytes.toString("utf8", from, from + length);
          row[name] = parse ? parse(text, type) : text;
          from += length;
        }
        rows.push(row as Row);
      } else if (kind !== BOUND && kind !== COMPLETE && kind !== READY) return null;
      at = end;
    }
    return rows;
  }
}
