import { unitizingAlpha } from "../agreement/alpha-u";
import { statistic } from "./statistic";
import { UnitsInput } from "./units";

export const alphaU = statistic({
  name: "alpha-u",
  summary: "Krippendorff's αU of unitizing, per label and overall",
  input: UnitsInput,
  compute: ({ annotators, continuum, spans }) => {
    const { overall, labels } = unitizingAlpha(annotators, continuum, spans);
    return { overall: overall.alpha, labels, observed: overall.observed, expected: overall.expected, ...(overall.reason && { reason: overall.reason }) };
  },
});
