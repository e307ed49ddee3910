import { mean } from "../statistics/quantile";
import { clusterBootstrap, clusterSums, logErrorOf, ratioOfSums } from "./cluster-bootstrap";
import type { BootstrapInterval, RateStatistic } from "./cluster-bootstrap";
import { byCheckpoint, byPrompt, countOf } from "./measured-trace";
import type { MeasuredTrace } from "./measured-trace";
import { promptCaution } from "./rate-curve";
import type { RatePoint, RateUnit } from "./rate-curve";
import { rubin } from "./rubin";

const STATISTIC = { "per-trace": "mean", prevalence: "prevalence", "per-1k-tokens": "rate-per-1k", "per-step": "rate-per-1k" } as const satisfies Record<RateUnit, RateStatistic>;

/** A label's rate at each checkpoint from several completed data sets: logarithms with the errors over prompts, pooled by Rubin's rules.
 *  Where a draw saw none the rates themselves are pooled and the lower limit stops at 0; where every draw is undefined or one-sided, that is what stands.
 *  @param sets [data set][trace] */
export function pooledCurve(sets: readonly (readonly MeasuredTrace[])[], label: string, unit: RateUnit): RatePoint[] {
  const series = sets.map((traces) => byCheckpoint(traces));
  return series[0]!.map(({ checkpoint, traces }, at) => {
    const here = series.map((each) => each[at]!.traces);
    const prompts = byPrompt(traces).size;
    return {
      ...pooledRate(here, label, unit), checkpoint, traces: traces.length, prompts, caution: promptCaution(prompts),
      events: Math.round(mean(here.map((each) => each.reduce((sum, trace) => sum + countOf(trace, label), 0)))),
    };
  });
}

function pooledRate(sets: readonly (readonly MeasuredTrace[])[], label: string, unit: RateUnit): BootstrapInterval {
  const clusters = sets.map((traces) => [...byPrompt(traces).values()].map((ofPrompt) => ofPrompt.map((trace) => ({ y: countOf(trace, label), tokens: unit === "per-step" ? trace.steps : trace.tokens, weight: trace.weight }))));
  const scale = unit === "per-step" ? 1 / 1000 : 1;
  const edge = clusters.map((each) => clusterBootstrap(each, STATISTIC[unit], { resamples: 0, seed: 0, method: "percentile" }));
  if (edge.every(({ reason }) => reason !== undefined)) return scaled(edge[0]!, scale);
  const found = clusters.map((each) => {
    const sums = clusterSums(each, STATISTIC[unit]);
    const rate = ratioOfSums(sums);
    return { rate, logError: rate > 0 ? logErrorOf(sums) : 0 };
  });
  const complete = clusters[0]!.length - 1;
  if (found.every(({ rate, logError }) => rate > 0 && Number.isFinite(logError))) {
    const { estimate, low, high } = rubin(found.map(({ rate }) => Math.log(rate)), found.map(({ logError }) => logError ** 2), complete);
    const back = (value: number | null) => (value === null ? null : unit === "prevalence" ? Math.min(1, Math.exp(value)) : Math.exp(value));
    return scaled({ estimate: back(estimate), low: back(low), high: back(high) }, scale);
  }
  const { estimate, low, high } = rubin(found.map(({ rate }) => rate), found.map(({ rate, logError }) => (Number.isFinite(logError) ? (rate * logError) ** 2 : 0)), complete);
  return scaled({ estimate, low: low === null ? null : Math.max(0, low), high }, scale);
}

function scaled({ estimate, low, high, ...rest }: BootstrapInterval, scale: number): BootstrapInterval {
  const by = (value: number | null) => (value === null ? null : value * scale);
  return { ...rest, estimate: by(estimate), low: by(low), high: by(high) };
}
