import { backslashMathsEnd, dollarMathsEnd } from "@/core/text/maths";

/** A formula in the source, delimiters included: UTF-16 offsets within the scanned text. */
export interface Formula {
  readonly from: number;
  readonly to: number;
  /** Length of the delimiter on each side: `$` 1; `$$`, `\(` and `\[` 2; an environment is its own delimiter, 0. */
  readonly delimiter: number;
  readonly display: boolean;
}

/** The formulas of a paragraph, by the rules of the segmenter (core/text/maths), ascending and disjoint. */
export function formulas(text: string): readonly Formula[] {
  const found: Formula[] = [];
  const sign = /[$\\]/g;
  for (let match = sign.exec(text); match; match = sign.exec(text)) {
    const at = match.index;
    const dollar = match[0] === "$";
    const to = dollar ? dollarMathsEnd(text, at, text.length) : backslashMathsEnd(text, at, text.length);
    if (to < 0) {
      if (!dollar || text[at + 1] === "$") sign.lastIndex = at + 2; // an escaped character, or a $$ that opens nothing
      continue;
    }
    const environment = text.startsWith("\\begin", at);
    const double = environment || text[at + 1] === "$" || !dollar;
    found.push({ from: at, to, delimiter: environment ? 0 : double ? 2 : 1, display: environment || text[at + 1] === "$" || text[at + 1] === "[" });
    sign.lastIndex = to;
  }
  return found;
}
