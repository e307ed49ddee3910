import type { EmergenceReport } from "@/core/emergence/emergence-report";
import { EXIT } from "../exit";
import { measureText } from "../measure-text";
import { reportCommand } from "../report-command";

/** Of the answer of GET …/emergence what the command says in words. */
export interface MeasureAnswer {
  readonly model: string | null;
  readonly layer: string | null;
  readonly reason: string | null;
  readonly unknown?: readonly string[];
  readonly planHash: string;
  readonly plan: { readonly resamples: number; readonly seed: number; readonly delta: number; readonly m: number };
  readonly report: EmergenceReport | null;
}

const NOTHING: Readonly<Record<string, string>> = {
  "no traces": "The project has no traces yet.", "no labels": "Nothing is labelled yet: finish annotations, or run a detector.", "one checkpoint": "Change needs two checkpoints at least.", "filtered away": "The filters leave nothing of this layer.",
};

export const measure = reportCommand<MeasureAnswer>({
  name: "measure",
  summary: "rates and emergence of behaviours over checkpoints",
  path: "emergence",
  parameters: ["layer", "model", "labels", "detector", "unit", "delta", "m", "resamples", "seed", "interval", "checkpoints", "seeds", "correct", "truncated", "language", "dataset", "minLength", "maxLength"],
  options: `  --layer       human (the default: gold, else the first finished), gold, annotator:HANDLE, imported:SOURCE, detector:NAME@VERSION, dawid-skene
  --labels      keys, with commas; as are --checkpoints, --seeds (training seeds), --language and --dataset
  --detector    detector:NAME@VERSION to stand beside people, or none
  --unit        per-1k-tokens (the default), per-trace, per-step, prevalence: what the table shows; --json holds all
  --delta, --m  an onset is a rise of more than delta per 1,000 tokens (.1) that lasts m further checkpoints (1)
  --resamples   200 to 10,000 (2,000); --seed (7); --interval t, percentile or bca
  --correct, --truncated  true or false; --min-length, --max-length in characters
  Prints findings and a table of rates; --json prints the whole report. Exit code 1: nothing could be measured, and why.`,
  text: measureText,
  nothing: ({ report, reason, unknown = [] }) => (report !== null || reason === null ? null
    : reason.startsWith("no such ") ? { exit: EXIT.usage, title: `There is ${reason}`, detail: `${unknown.join(", ")} is not in this project, and nothing else was taken in its place` }
      : { exit: EXIT.rejected, title: "Nothing could be measured", detail: NOTHING[reason] ?? reason }),
});
