import { longcotErrorCorrection } from "../../codebook/presets/longcot-error-correction";
import { codePoint, offsetMap, sliceRange } from "../../text/offset";
import type { AnnotationContext } from "../context";
import type { Field, Span } from "../span";

/** A trace for tests, with an emoji before everything, under the default codebook. Our own text. */
export const sampleContext: AnnotationContext = {
  codebook: longcotErrorCorrection,
  offsets: {
    prompt: offsetMap("🙂 Ada has 3 bags of 7 apples and eats 2. How many are left?"),
    cot: offsetMap("🍎 So 3·7 = 24. Minus 2 is 22.\n\nWait, let me check 3·7: 7+7+7 = 21, so 24 was wrong.\n\nNo, the product is 21. Alternatively, subtract first? No.\n\n   \n\nBack to the bags: 21 − 2 = 19. 😀 So the answer is \\boxed{19}."),
    answer: offsetMap("19 🎉"),
  },
  excluded: [{ field: "cot", start: codePoint(0), end: codePoint(2) }],
};

/** A span of the sample trace over the n-th occurrence (from 0) of a quote; its offsets are code points. */
export function spanOn(id: string, label: string, quote: string, rest: Partial<Span> = {}, context: AnnotationContext = sampleContext): Span {
  const field: Field = rest.field ?? "cot";
  const at = context.offsets[field].text.indexOf(quote);
  if (at < 0) throw new Error(`"${quote}" is not in the ${field}`);
  const start = codePoint([...context.offsets[field].text.slice(0, at)].length);
  const end = codePoint(start + [...quote].length);
  return { id, field, label, start, end, quote: sliceRange(context.offsets[field], { start, end }), attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" }, ...rest };
}
