import { z } from "zod";
import { dawidSkene as estimate } from "../agreement/dawid-skene";
import { statistic } from "./statistic";

const Name = z.union([z.string(), z.number()]).transform(String);

export const dawidSkene = statistic({
  name: "dawid-skene",
  summary: "True classes and annotators' errors by EM",
  input: z.object({ labels: z.array(z.object({ unit: Name, annotator: Name, label: Name })), classes: z.array(Name).min(1), init: z.literal("majority").default("majority") }),
  compute: ({ labels, classes }) => {
    const result = estimate(labels, classes);
    return "reason" in result ? { priors: null, confusion: null, posterior: null, logLikelihood: null, iterations: 0, reason: result.reason } : result;
  },
});
