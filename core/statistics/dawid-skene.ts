import { z } from "zod";
import { dawidSkene as estimate } from "../agreement/dawid-skene";
import { Name } from "./name";
import { statistic } from "./statistic";

export const dawidSkene = statistic({
  name: "dawid-skene",
  summary: "True classes and annotators' errors by EM",
  input: z.object({ labels: z.array(z.object({ unit: Name, annotator: Name, /** Left out where the annotator gave none. */ label: Name.optional() })), classes: z.array(Name).min(1), init: z.literal("majority").default("majority") }),
  compute: ({ labels, classes }) => {
    const result = estimate(labels.flatMap(({ label, ...who }) => (label === undefined ? [] : [{ ...who, label }])), classes);
    return "reason" in result ? { priors: null, confusion: null, posterior: null, logLikelihood: null, iterations: 0, reason: result.reason } : result;
  },
});
