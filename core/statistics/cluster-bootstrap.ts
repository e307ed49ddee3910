import { z } from "zod";
import { clusterBootstrap as interval } from "../emergence/cluster-bootstrap";
import { promptCaution } from "../emergence/rate-curve";
import { Observations } from "./observations";
import { statistic } from "./statistic";

export const clusterBootstrap = statistic({
  name: "cluster-bootstrap",
  summary: "A rate with its interval, resampling prompts with all their traces",
  input: z.object({
    clusters: z.array(Observations),
    statistic: z.enum(["mean", "rate-per-1k", "prevalence"]).default("rate-per-1k"),
    resamples: z.int().min(2).max(1_000_000).default(2000),
    seed: z.int().default(1),
    method: z.enum(["t", "percentile", "bca"]).default("t"),
  }),
  compute: ({ clusters, statistic: wanted, ...options }) => {
    const prompts = clusters.filter((traces) => traces.length > 0);
    const warning = prompts.length > 0 ? promptCaution(prompts.length) : null;
    return { ...interval(prompts, wanted, options), ...(warning && { warning }) };
  },
});
