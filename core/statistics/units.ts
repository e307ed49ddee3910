import { z } from "zod";
import { Name } from "./name";

/** Units of several annotators on one continuum, half-open: the input of αU and γ. */
export const UnitsInput = z.object({
  annotators: z.array(Name),
  continuum: z.tuple([z.number(), z.number()]),
  spans: z.array(z.object({ annotator: Name, label: Name, start: z.number(), end: z.number() })),
}).superRefine(({ annotators, continuum: [from, to], spans }, context) => {
  if (new Set(annotators).size < annotators.length) context.addIssue({ code: "custom", path: ["annotators"], message: "an annotator is named twice" });
  if (from > to) context.addIssue({ code: "custom", path: ["continuum"], message: `a continuum cannot end at ${to} before it starts at ${from}` });
  spans.forEach(({ annotator, start, end }, i) => {
    if (!annotators.includes(annotator)) context.addIssue({ code: "custom", path: ["spans", i, "annotator"], message: `${annotator} is not one of the annotators` });
    if (!(start >= from && end <= to && start < end)) context.addIssue({ code: "custom", path: ["spans", i], message: `[${start}, ${end}) is empty or leaves the continuum [${from}, ${to})` });
  });
});
