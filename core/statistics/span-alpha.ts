import { z } from "zod";
import { spanAlpha as alphaOfSpans } from "../agreement/span-alpha";
import { statistic } from "./statistic";

const Ends = z.array(z.int().positive());

export const spanAlpha = statistic({
  name: "span-alpha",
  summary: "Krippendorff's α over code points or steps: labelled or not",
  input: z.object({
    documents: z.array(z.object({ id: z.string(), length: z.int().nonnegative(), annotatedBy: z.array(z.string()), steps: Ends.optional() })),
    spans: z.array(z.object({ doc: z.string(), annotator: z.string(), label: z.string(), start: z.int().nonnegative(), end: z.int().positive() })),
    unit: z.enum(["codepoint", "step"]).default("codepoint"),
    /** document → end of each step; may stand with the document instead. */
    steps: z.record(z.string(), Ends).default({}),
    label: z.string().optional(),
  }),
  compute: ({ documents, spans, unit, steps, label }) => {
    const ends = new Map(documents.flatMap((document) => {
      const own = document.steps ?? steps[document.id];
      return own ? [[document.id, own] as const] : [];
    }));
    return alphaOfSpans(documents, spans, unit, ends, label);
  },
});
