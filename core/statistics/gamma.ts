import { z } from "zod";
import { gammaAgreement } from "../agreement/gamma";
import { statistic } from "./statistic";
import { UnitsInput } from "./units";

const Options = z.object({
  alpha: z.number().nonnegative().default(3),
  beta: z.number().nonnegative().default(1),
  delta: z.number().positive().default(1),
  samples: z.int().min(30).max(10_000).default(30),
  seed: z.int().default(1),
});

export const gamma = statistic({
  name: "gamma",
  summary: "γ and γcat of units on one continuum",
  input: UnitsInput.and(Options),
  compute: ({ annotators, continuum, spans, ...options }) => gammaAgreement(annotators, continuum, spans, options),
});
