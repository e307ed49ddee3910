import { z } from "zod";
import { spanAlpha as alphaOfSpans } from "../agreement/span-alpha";
import { Name } from "./name";
import { statistic } from "./statistic";

/** Steps of one document that tile it: where each ends, or each as [start, end) or {start, end}. */
const Ends = z.array(z.union([z.int().positive(), z.tuple([z.int().nonnegative(), z.int().positive()]), z.object({ start: z.int().nonnegative(), end: z.int().positive() })]))
  .transform((steps) => steps.map((step) => (typeof step === "number" ? step : Array.isArray(step) ? step[1] : step.end)));
const StepOfDocument = z.object({ doc: Name, start: z.int().nonnegative(), end: z.int().positive() });

function byDocument(steps: readonly z.output<typeof StepOfDocument>[]): Record<string, number[]> {
  const ends = new Map<string, number[]>();
  for (const { doc, end } of [...steps].sort((a, b) => a.end - b.end)) ends.set(doc, [...(ends.get(doc) ?? []), end]);
  return Object.fromEntries(ends);
}

export const spanAlpha = statistic({
  name: "span-alpha",
  summary: "Krippendorff's α over code points or steps: labelled or not",
  input: z.object({
    documents: z.array(z.object({ id: Name, length: z.int().nonnegative(), annotatedBy: z.array(Name), steps: Ends.optional() })),
    spans: z.array(z.object({ doc: Name, annotator: Name, label: Name, start: z.int().nonnegative(), end: z.int().positive() })),
    unit: z.enum(["codepoint", "step"]).default("codepoint"),
    /** document → its steps, or one list of steps that name their document; may stand with the document instead. */
    steps: z.union([z.record(z.string(), Ends), z.array(StepOfDocument).transform(byDocument)]).default({}),
    label: Name.optional(),
  }),
  compute: ({ documents, spans, unit, steps, label }) => {
    const ends = new Map(documents.flatMap((document) => {
      const own = document.steps ?? (Object.hasOwn(steps, document.id) ? steps[document.id] : undefined);
      return own ? [[document.id, own] as const] : [];
    }));
    return alphaOfSpans(documents, spans, unit, ends, label);
  },
});
