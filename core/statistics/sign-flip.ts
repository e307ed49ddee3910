import { z } from "zod";
import { signFlipTest } from "../emergence/paired";
import { statistic } from "./statistic";

export const signFlip = statistic({
  name: "sign-flip",
  summary: "Sign-flip permutation test of prompt mean differences",
  input: z.object({ differences: z.array(z.number()), resamples: z.int().min(2).max(1_000_000).default(10_000), seed: z.int().default(1) }),
  compute: ({ differences, resamples, seed }) => signFlipTest(differences, resamples, seed),
});
