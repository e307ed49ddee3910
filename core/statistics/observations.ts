import { z } from "zod";

/** Traces of one prompt: spans of a label, tokens of labellable text, and 1/π of the sampling plan. */
export const Observations = z.array(z.object({ y: z.number().nonnegative(), tokens: z.number().nonnegative().optional(), weight: z.number().positive().optional() }));
