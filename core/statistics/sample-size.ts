import { z } from "zod";
import { sampleSizePerArm } from "../emergence/sample-size";
import { statistic } from "./statistic";

const Share = z.number().gt(0).lt(1);

export const sampleSize = statistic({
  name: "sample-size",
  summary: "Traces per arm to tell two proportions apart",
  input: z.object({ p1: Share, p2: Share, power: Share.default(0.8), alpha: Share.default(0.05), m: z.number().min(1).optional(), icc: z.number().min(0).max(1).optional() }),
  compute: (design) => (design.p1 === design.p2 ? { perArm: null, reason: "p1 and p2 are the same" } : { perArm: sampleSizePerArm(design) }),
});
