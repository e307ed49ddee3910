import katex from "katex";
import "katex/dist/katex.min.css";
import type { FormulaRenderer } from "./draw-paragraph";

/** Draws a formula with KaTeX. Commands that reach outside (links, classes, styles) are not trusted; sizes and expansions are bounded; what cannot be read stays source. */
export const katexRenderer: FormulaRenderer = (source, display, into) => {
  try {
    // Display style inside the line: the block keeps its place in the text, so that positions before and after it stay where they are.
    katex.render(display ? `\\displaystyle ${source}` : source, into, { throwOnError: true, trust: false, strict: "ignore", maxSize: 20, maxExpand: 500, output: "html" });
    return true;
  } catch (problem) {
    if (problem instanceof katex.ParseError) return false;
    throw problem;
  }
};
