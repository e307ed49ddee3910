import type { FinishedTrace } from "../core/agreement/finished-trace";
import { gammaAgreement } from "../core/agreement/gamma";
import { agreementReport } from "../core/agreement/agreement-report";
import { seededRandom } from "../core/statistics/random";

/** `npm run bench:agreement`: the whole report (panel, αU, boundaries, attributes, relations, all of them at four checkpoints with their test, confusion, disagreements) at 3 annotators × 1,000 traces × 60 spans, at two text lengths, and γ on one long trace.
 *  By the clock, and in processor seconds, which a busy machine changes less; these count what the compiler and the garbage collector do beside it, which is most of the first row's difference. Cost must follow spans, not characters: the ratio of the two lengths is what counts. */
const random = seededRandom(1);
const labels = ["branching", "backtracking", "verification", "error", "correction", "candidate_answer"];

function study(length: number): FinishedTrace[] {
  const stepEnds = Array.from({ length: 200 }, (_, i) => Math.round(((i + 1) * length) / 200));
  return Array.from({ length: 1000 }, (_, t) => {
    const truth = Array.from({ length: 60 }, () => ({ label: labels[Math.floor(random() * 6)]!, start: Math.floor(random() * 0.99 * length), span: Math.ceil(random() * 0.008 * length) }));
    const layers = ["a1", "a2", "a3"].map((annotator) => ({
      annotator, coverage: null,
      relations: truth.flatMap((_, i) => (i % 3 === 0 ? [{ type: i % 2 ? "verifies" : "backtracks_to", from: `s${i}`, to: random() < 0.9 ? null : { field: "cot" as const, start: 0, end: 10 } }] : [])),
      spans: truth.map(({ label, start, span }, i) => ({ id: `s${i}`, field: "cot" as const, label: random() < 0.9 ? label : labels[Math.floor(random() * 6)]!, start, end: Math.min(length, start + Math.max(1, Math.round(span * (0.7 + 0.6 * random())))), attributes: { outcome: random() < 0.8 ? "confirms" : "refutes", scope: random() < 0.8 ? "step" : "answer" } })),
    }));
    return { id: `t${t}`, prompt: `p${t % 100}`, checkpoint: `step-${t % 4}00`, lengths: { prompt: 0, cot: length, answer: 0 }, stepEnds, layers };
  });
}

interface Took { readonly seconds: number; readonly ofProcessor: number }

function timed(work: () => unknown): Took {
  const [began, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - began) / 1e3, ofProcessor: (user + system) / 1e6 };
}

const [short, long] = [study(10_000), study(100_000)];
const units = ["a1", "a2", "a3"].flatMap((annotator) => Array.from({ length: 100 }, (_, i) => {
  const start = Math.floor(i * 1300 + random() * 900);
  return { annotator, label: labels[Math.floor(random() * 6)]!, start, end: start + 100 + Math.floor(random() * 1500) };
}));
const rows = {
  "report, 10k characters, no intervals": timed(() => agreementReport(short, labels, { resamples: 0, seed: 1 })),
  "report, 100k characters, no intervals": timed(() => agreementReport(long, labels, { resamples: 0, seed: 1 })),
  "report, 100k characters, 1,000 resamples": timed(() => agreementReport(long, labels, { resamples: 1000, seed: 1 })),
  "γ, 130k characters, 3 × 100 spans, 30 shuffles": timed(() => gammaAgreement(["a1", "a2", "a3"], [0, 131_500], units, { alpha: 3, beta: 1, delta: 1, samples: 30, seed: 1 })),
};
console.table(Object.fromEntries(Object.entries(rows).map(([name, { seconds, ofProcessor }]) => [name, { seconds: Number(seconds.toFixed(2)), "of processor": Number(ofProcessor.toFixed(2)) }])));
console.log(`100k against 10k characters: ${(rows["report, 100k characters, no intervals"].ofProcessor / rows["report, 10k characters, no intervals"].ofProcessor).toFixed(2)} times`);
