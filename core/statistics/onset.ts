import { z } from "zod";
import { findOnset } from "../emergence/onset";
import { promptCaution } from "../emergence/rate-curve";
import { Observations } from "./observations";
import { statistic } from "./statistic";

export const onset = statistic({
  name: "onset",
  summary: "The first checkpoint from which a behaviour is shown, with simultaneous bounds",
  input: z.object({
    checkpoints: z.array(z.object({ t: z.number(), prompts: z.array(Observations) })),
    delta: z.number().nonnegative().default(0.1),
    m: z.int().nonnegative().default(1),
    resamples: z.int().min(2).max(1_000_000).default(2000),
    seed: z.int().default(1),
  }),
  compute: ({ checkpoints, ...options }) => {
    const prompts = Math.min(...checkpoints.map((checkpoint) => checkpoint.prompts.filter((traces) => traces.length > 0).length));
    const warning = Number.isFinite(prompts) ? promptCaution(prompts) : null;
    return { ...findOnset(checkpoints, options), ...(warning && { warning }) };
  },
});
