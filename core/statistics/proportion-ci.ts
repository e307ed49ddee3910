import { z } from "zod";
import { clopperPearsonInterval, wilsonInterval } from "./proportion-interval";
import { statistic } from "./statistic";

export const proportionCi = statistic({
  name: "proportion-ci",
  summary: "A proportion with its Wilson or Clopper–Pearson interval",
  input: z.object({
    hits: z.int().nonnegative(),
    n: z.int().nonnegative(),
    method: z.enum(["wilson", "clopper-pearson"]).default("wilson"),
    level: z.number().gt(0).lt(1).default(0.95),
  }),
  compute: ({ hits, n, method, level }) =>
    (method === "wilson" ? wilsonInterval : clopperPearsonInterval)(hits, n, level) ?? { estimate: null, low: null, high: null, reason: "nothing was observed" },
});
