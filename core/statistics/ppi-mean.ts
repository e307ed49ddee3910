import { z } from "zod";
import { ppiMean as estimate, ppiMeanStratified } from "../emergence/ppi";
import { Countable, Name } from "./name";
import { statistic } from "./statistic";

const Values = z.array(Countable);
/** The sampling stratum of each value. */
const Strata = z.array(Name);

export const ppiMean = statistic({
  name: "ppi-mean",
  summary: "A mean from few human labels and many automatic ones (PPI++)",
  input: z.object({ Y: Values, Yhat: Values, YhatUnlabelled: Values, lambda: z.union([z.number(), z.literal("optimal")]).default("optimal"), stratum: Strata.optional(), stratumUnlabelled: Strata.optional() }),
  compute: ({ Y, Yhat, YhatUnlabelled, lambda, stratum, stratumUnlabelled }) => {
    if (!stratum && !stratumUnlabelled) return estimate({ truth: Y, predicted: Yhat }, YhatUnlabelled, lambda);
    if (stratum?.length !== Y.length || Yhat.length !== Y.length || stratumUnlabelled?.length !== YhatUnlabelled.length) throw new RangeError("Y, Yhat and stratum, and YhatUnlabelled and stratumUnlabelled, need the same lengths");
    return ppiMeanStratified([...new Set([...stratum, ...stratumUnlabelled])].map((each) => ({
      truth: Y.filter((_, i) => stratum[i] === each), predicted: Yhat.filter((_, i) => stratum[i] === each), unlabelled: YhatUnlabelled.filter((_, i) => stratumUnlabelled[i] === each),
    })), lambda);
  },
});
