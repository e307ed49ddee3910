import { z } from "zod";
import { compareTrends } from "../emergence/trend";
import { statistic } from "./statistic";

export const trend = statistic({
  name: "trend",
  summary: "Constant, linear, logistic and step curves over checkpoints, compared by AICc",
  input: z.object({ checkpoints: z.array(z.object({ t: z.number(), y: z.array(z.int().nonnegative()), exposure: z.array(z.number().nonnegative()), weight: z.array(z.number().nonnegative()).optional() })
    .refine(({ y, exposure, weight = y }) => y.length === exposure.length && y.length === weight.length, "y, exposure and weight need the same length")) }),
  compute: ({ checkpoints }) => compareTrends(checkpoints),
});
