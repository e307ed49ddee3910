import { z } from "zod";

/** Units of several annotators on one continuum, half-open: the input of αU and γ. */
export const UnitsInput = z.object({
  annotators: z.array(z.string()),
  continuum: z.tuple([z.number(), z.number()]),
  spans: z.array(z.object({ annotator: z.string(), label: z.string(), start: z.number(), end: z.number() })),
}).superRefine(({ annotators, continuum: [from, to], spans }, context) => {
  spans.forEach(({ annotator, start, end }, i) => {
    if (!annotators.includes(annotator)) context.addIssue({ code: "custom", path: ["spans", i, "annotator"], message: `${annotator} is not one of the annotators` });
    if (!(start >= from && end <= to && start < end)) context.addIssue({ code: "custom", path: ["spans", i], message: `[${start}, ${end}) is empty or leaves the continuum [${from}, ${to})` });
  });
});
