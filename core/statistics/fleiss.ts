import { z } from "zod";
import { fleissKappa } from "../agreement/kappa";
import { statistic } from "./statistic";

export const fleiss = statistic({
  name: "fleiss",
  summary: "Fleiss' κ of many raters, as many for each subject",
  input: z.object({ counts: z.array(z.array(z.int().nonnegative())) }),
  compute: ({ counts }) => fleissKappa(counts),
});
