import { z } from "zod";
import { Countable, Name } from "./name";

/** Traces of one prompt: spans of a label, tokens of labellable text, 1/π of the sampling plan, and the stratum that the prompt was drawn from. */
export const Observations = z.array(z.object({ y: Countable.pipe(z.number().nonnegative()), tokens: z.number().nonnegative().optional(), weight: z.number().positive().optional(), stratum: Name.optional() }));
