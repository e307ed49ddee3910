import { CUE_WORDS } from "../core/detectors/built-in-lexicons";
import { cueMatcher } from "../core/detectors/match-cues";
import { countOf } from "../core/emergence/measured-trace";
import { rateRatio } from "../core/emergence/rate-ratio";
import { byCheckpoint } from "../core/emergence/measured-trace";
import type { MeasuredTrace } from "../core/emergence/measured-trace";
import { rateCurve } from "../core/emergence/rate-curve";
import { draws } from "../core/emergence/testing/draws";
import { trainingRun } from "../tests/fixtures/training-run";

/** `npm run bench:emergence`: rates with 2,000 resamples (< 3 s) and clustered NB2 of every checkpoint against the first (< 5 s) at 20 checkpoints × 5,000 traces × 6 labels; the cue lexicon in MB of UTF-8 a second (≥ 50). */
const labels = ["branching", "backtracking", "verification", "error", "correction", "candidate_answer"];
const { poisson, uniform } = draws(1);
const checkpoints = Array.from({ length: 20 }, (_, i) => ({ model: "m", name: `step-${i * 100}`, t: i * 100 }));
const traces: MeasuredTrace[] = checkpoints.flatMap((checkpoint, c) => Array.from({ length: 5000 }, (_, i): MeasuredTrace => {
  const tokens = 400 + Math.floor(1600 * uniform());
  const starts = Object.fromEntries(labels.map((label, l) => [label, Array.from({ length: poisson((tokens / 1000) * (l === 2 && c > 9 ? 3 : 1)) }, () => Math.floor(uniform() * tokens)).sort((a, b) => a - b)]));
  return { id: `${c}-${i}`, prompt: `p${i % 500}`, checkpoint, sample: Math.floor(i / 500), tokens, steps: 20, wholeTokens: tokens, weight: 1, correct: uniform() < 0.5, truncated: false, degenerate: false, codeShare: 0, reward: null, kl: null, starts, outcomes: { truth: null, verifications: 0, superficialVerifications: 0, backtracks: 0, abandonedTokens: 0 } };
}));

/** Processor seconds, so that a busy machine does not count. */
function seconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const series = byCheckpoint(traces);
const rates = seconds(() => labels.map((label) => rateCurve(traces, label, "per-1k-tokens", { resamples: 2000, seed: 7, method: "t" })));
const pair = (later: readonly MeasuredTrace[]) => [...series[0]!.traces.map((trace) => ({ trace, group: 0 })), ...later.map((trace) => ({ trace, group: 1 }))];
const models = seconds(() => labels.map((label) => series.slice(1).map(({ traces: later }) => {
  const rows = pair(later);
  return rateRatio({ y: rows.map(({ trace }) => countOf(trace, label)), exposure: rows.map(({ trace }) => trace.tokens), group: rows.map(({ group }) => group), cluster: rows.map(({ trace }) => trace.prompt) }, "nb2");
})));
const text = `${trainingRun({ prompts: 40, samples: 2 })}等等，我们再算一遍。🙂`.repeat(4);
const matcher = cueMatcher(CUE_WORDS);
matcher(text.slice(0, 1_000_000));
const lexicon = seconds(() => matcher(text));
console.table({
  "rates, 6 labels, 2,000 resamples": { seconds: Number(rates.toFixed(2)), "should be under": 3 },
  "clustered NB2, 6 × 19 fits of 10,000 traces": { seconds: Number(models.toFixed(2)), "should be under": 5 },
});
console.log(`cue lexicon: ${(Buffer.byteLength(text) / 1e6 / lexicon).toFixed(0)} MB/s over ${(Buffer.byteLength(text) / 1e6).toFixed(0)} MB (should be at least 50)`);
