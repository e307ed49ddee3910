import { z } from "zod";
import { rateRatio as estimate } from "../emergence/rate-ratio";
import { Name } from "./name";
import { statistic } from "./statistic";

export const rateRatio = statistic({
  name: "rate-ratio",
  summary: "Length-adjusted rate ratio of two groups, Poisson or NB2, with clustered errors",
  input: z.object({
    y: z.array(z.int().nonnegative()).min(1),
    exposure: z.array(z.number().nonnegative()),
    group: z.array(z.union([z.literal(0), z.literal(1), z.boolean().transform(Number)])),
    cluster: z.array(Name).optional(),
    weight: z.array(z.number().nonnegative()).optional(),
    family: z.enum(["poisson", "nb2"]).default("nb2"),
  }),
  compute: ({ family, ...data }) => estimate(data, family),
});
