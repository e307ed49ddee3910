/** Texts that wait, in UTF-8 and one behind the other in a buffer that is used again. Strings that wait grow old, and what is old stays until the whole heap is looked through. */
export class PackedTexts {
  readonly #encoder = new TextEncoder();
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  /** Where each ends; null: there is none. */
  #ends: (number | null)[] = [];

  push(text: string | undefined): void {
    if (text === undefined) {
      this.#ends.push(null);
      return;
    }
    this.#room(3 * text.length);
    this.#length += this.#encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
    this.#ends.push(this.#length);
  }

  /** What was pushed since the last time, as views that hold until the next push. */
  take(): (Uint8Array | undefined)[] {
    let start = 0;
    const views = this.#ends.map((end) => {
      if (end === null) return undefined;
      const view = this.#bytes.subarray(start, end);
      start = end;
      return view;
    });
    this.#ends = [];
    this.#length = 0;
    return views;
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + bytes));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
