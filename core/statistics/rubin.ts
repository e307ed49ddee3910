import { z } from "zod";
import { rubin as pool } from "../emergence/rubin";
import { statistic } from "./statistic";

export const rubin = statistic({
  name: "rubin",
  summary: "One number from several imputed data sets, by Rubin's rules",
  input: z.object({ estimates: z.array(z.number()).min(1), variances: z.array(z.number().min(0)).min(1), df: z.number().positive().optional() }),
  compute: ({ estimates, variances, df }) => pool(estimates, variances, df),
});
