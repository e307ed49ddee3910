import { z } from "zod";
import { spanAlpha as alphaOfSpans } from "../agreement/span-alpha";
import { Name } from "./name";
import { statistic } from "./statistic";
import { StepList, StepsByName, stepsOf } from "./step-list";

export const spanAlpha = statistic({
  name: "span-alpha",
  summary: "Krippendorff's α over code points or steps: labelled or not",
  input: z.object({
    documents: z.array(z.object({ id: Name, length: z.int().nonnegative(), annotatedBy: z.array(Name), steps: StepList.optional() })),
    spans: z.array(z.object({ doc: Name, annotator: Name, label: Name, start: z.int().nonnegative(), end: z.int().positive() })),
    unit: z.enum(["codepoint", "step"]).default("codepoint"),
    /** document → its steps, one list of steps that name their document, or the steps of the only document; may stand with the document instead. */
    steps: z.union([z.record(z.string(), StepList), StepsByName, StepList]).default({}),
    label: Name.optional(),
  }),
  compute: ({ documents, spans, unit, steps, label }) => {
    if (Array.isArray(steps) && documents.length > 1) throw new RangeError("the steps of several documents must say whose they are");
    const ofDocument = (id: string) => (Array.isArray(steps) ? steps : Object.hasOwn(steps, id) ? steps[id] : undefined);
    const known = documents.flatMap(({ id, length, steps: own }) => {
      const list = unit === "step" ? own ?? ofDocument(id) : undefined;
      return list ? [[id, stepsOf(list, length)] as const] : [];
    });
    return alphaOfSpans(documents, spans, unit, new Map(known), label);
  },
});
