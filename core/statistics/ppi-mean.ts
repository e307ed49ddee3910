import { z } from "zod";
import { ppiMean as estimate } from "../emergence/ppi";
import { statistic } from "./statistic";

const Values = z.array(z.number());

export const ppiMean = statistic({
  name: "ppi-mean",
  summary: "A mean from few human labels and many automatic ones (PPI++)",
  input: z.object({ Y: Values, Yhat: Values, YhatUnlabelled: Values, lambda: z.union([z.number(), z.literal("optimal")]).default("optimal") }),
  compute: ({ Y, Yhat, YhatUnlabelled, lambda }) => estimate({ truth: Y, predicted: Yhat }, YhatUnlabelled, lambda),
});
