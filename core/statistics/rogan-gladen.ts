import { z } from "zod";
import { roganGladen as correct } from "../emergence/rogan-gladen";
import { statistic } from "./statistic";

const Share = z.number().min(0).max(1);
const Count = z.int().positive().optional();

export const roganGladen = statistic({
  name: "rogan-gladen",
  summary: "Prevalence corrected for a detector's sensitivity and specificity",
  input: z.object({ q: Share, se: Share, sp: Share, n: Count, nSe: Count, nSp: Count }),
  compute: ({ q, se, sp, ...counts }) => correct(q, se, sp, counts),
});
