import { nothingKnown } from "@/core/text/code";
import { afterUnopened, protectedEnd } from "@/core/text/protected";

/** A formula in the source, delimiters included: UTF-16 offsets within the field. */
export interface Formula {
  readonly from: number;
  readonly to: number;
  /** Length of the delimiter on each side: `$` 1; `$$`, `\(` and `\[` 2; an environment is its own delimiter, 0. */
  readonly delimiter: number;
  readonly display: boolean;
}

/** The formulas of a field by the rules of the segmenter (core/text/protected): what looks like one inside code is code. The text is read once, as far down as is asked for. */
export class Formulas {
  readonly #text: string;
  readonly #found: Formula[] = [];
  readonly #known = nothingKnown();
  #read = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Those that lie in [from, to) as a whole, ascending and disjoint. O(log n), and the way to `to` once. */
  within(from: number, to: number): readonly Formula[] {
    this.#readTo(to);
    const first = this.#firstFrom(from);
    let last = first;
    while (last < this.#found.length && this.#found[last]!.to <= to) last++;
    return this.#found.slice(first, last);
  }

  #readTo(asked: number): void {
    const text = this.#text;
    const to = Math.min(asked, text.length);
    const opener = /[$\\`~]/g;
    while (this.#read < to) {
      opener.lastIndex = this.#read;
      const at = opener.exec(text)?.index ?? text.length;
      this.#read = at;
      if (at >= to) return;
      const end = protectedEnd(text, at, text.length, this.#known);
      if (end > 0 && (text[at] === "$" || text[at] === "\\")) this.#found.push(formula(text, at, end));
      this.#read = end > 0 ? end : afterUnopened(text, at, text.length);
    }
  }

  #firstFrom(offset: number): number {
    let low = 0;
    let high = this.#found.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#found[middle]!.from < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function formula(text: string, from: number, to: number): Formula {
  const environment = text.startsWith("\\begin", from);
  const second = text[from + 1];
  return { from, to, delimiter: environment ? 0 : second === "$" || text[from] === "\\" ? 2 : 1, display: environment || second === "$" || second === "[" };
}
