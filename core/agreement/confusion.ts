import type { ComparableTrace } from "./comparable-trace";
import { matchedWhateverLabel } from "./matched-spans";
import type { AnnotatorPairs } from "./panel-counts";

/** A column or row for spans that the other annotator did not mark. */
export const NONE = null;

export interface Confusion {
  /** Names in front of each pair: first < second. */
  readonly pairs: readonly { readonly first: string; readonly second: string; readonly counts: readonly { readonly first: string | null; readonly second: string | null; readonly n: number }[] }[];
  /** second − first in code points, of pairs with the same label. */
  readonly startOffsets: readonly number[];
  readonly endOffsets: readonly number[];
}

/** How the labels and boundaries of annotators differ, on traces with two layers or more. */
export function confusionOf(compared: readonly ComparableTrace[], annotators: AnnotatorPairs): Confusion {
  const [startOffsets, endOffsets]: [number[], number[]] = [[], []];
  const pairs = annotators.map(([first, second]) => {
    const cells = new LabelCells();
    for (const comparable of compared) {
      const matches = matchedWhateverLabel(comparable, first, second);
      if (!matches) continue;
      const [left, right] = [comparable.layers.get(first)!.spans, comparable.layers.get(second)!.spans];
      for (const [i, j] of matches.pairs) {
        const [one, other] = [left[i]!, right[j]!];
        cells.count(one.label, other.label);
        if (one.label !== other.label) continue;
        startOffsets.push(other.start - one.start);
        endOffsets.push(other.end - one.end);
      }
      for (const i of matches.aloneInFirst) cells.count(left[i]!.label, NONE);
      for (const j of matches.aloneInSecond) cells.count(NONE, right[j]!.label);
    }
    return { first, second, counts: cells.list };
  });
  return { pairs, startOffsets, endOffsets };
}

type Cell = { readonly first: string | null; readonly second: string | null; n: number };

/** How often two labels met, in the order in which they first did. */
class LabelCells {
  readonly list: Cell[] = [];
  readonly #cells = new Map<string | null, Map<string | null, Cell>>();

  count(first: string | null, second: string | null): void {
    let row = this.#cells.get(first);
    if (!row) this.#cells.set(first, row = new Map());
    let cell = row.get(second);
    if (!cell) {
      row.set(second, cell = { first, second, n: 0 });
      this.list.push(cell);
    }
    cell.n++;
  }
}
