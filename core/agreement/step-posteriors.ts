import { dawidSkene } from "./dawid-skene";
import type { FinishedTrace } from "./finished-trace";
import { coveredLength } from "./joint-coverage";
import { positiveSteps } from "./span-alpha";

/** How likely a step of a chain of thought bears a label, given what its annotators said. A step has no boundaries, attributes or relations of its own. */
export interface StepPosterior {
  readonly trace: string;
  readonly field: "cot";
  /** From 0. */
  readonly step: number;
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly posterior: number;
  /** Who covered the step, and who of them marked it. */
  readonly annotators: number;
  readonly marked: number;
}

/** What was estimated for one label: how frequent it is among steps, and each annotator's share of right yes and right no. */
export interface LabelModel {
  readonly label: string;
  readonly units: number;
  readonly prevalence: number;
  readonly annotators: Readonly<Record<string, { readonly sensitivity: number; readonly specificity: number }>>;
  readonly logLikelihood: number;
  readonly iterations: number;
}

const [NO, YES] = ["no", "yes"];

/** The Dawid–Skene layer: binary units (trace, CoT, step, label) over the finished annotators who covered at least half of the step, one model a label (prevalence and error rates differ by label).
 *  Units with the same votes are one in the estimation, so that cost grows with the kinds of votes, not with steps. Labels that nobody used are left out. */
export function stepPosteriors(traces: readonly FinishedTrace[], labels: readonly string[]): { readonly models: readonly LabelModel[]; readonly rows: readonly StepPosterior[] } {
  const models: LabelModel[] = [];
  const rows: StepPosterior[] = [];
  const covering = new Map(traces.map((trace) => [trace.id, trace.layers.map(({ annotator, coverage }) => ({ annotator, steps: stepsCovered(trace, coverage) }))]));
  for (const label of labels) {
    const units: { readonly trace: FinishedTrace; readonly step: number; readonly votes: readonly (readonly [annotator: string, yes: boolean])[] }[] = [];
    for (const trace of traces) {
      const marked = new Map(trace.layers.map(({ annotator, spans }) => {
        const marks = new Uint8Array(trace.stepEnds.length);
        for (const span of spans) if (span.field === "cot" && span.label === label) marks.fill(1, ...positiveSteps(span, trace.stepEnds));
        return [annotator, marks] as const;
      }));
      trace.stepEnds.forEach((_, step) => {
        const votes = covering.get(trace.id)!.filter(({ steps }) => steps.has(step)).map(({ annotator }) => [annotator, marked.get(annotator)![step] === 1] as const);
        if (votes.length > 0) units.push({ trace, step, votes });
      });
    }
    if (!units.some(({ votes }) => votes.some(([, yes]) => yes))) continue;
    const keyOf = (votes: (typeof units)[number]["votes"]): string => JSON.stringify(votes);
    const patterns = new Map<string, { readonly votes: (typeof units)[number]["votes"]; count: number }>();
    for (const { votes } of units) {
      const held = patterns.get(keyOf(votes));
      if (held) held.count++;
      else patterns.set(keyOf(votes), { votes, count: 1 });
    }
    const estimated = dawidSkene([...patterns].flatMap(([unit, { votes }]) => votes.map(([annotator, yes]) => ({ unit, annotator, label: yes ? YES! : NO! }))), [NO!, YES!], new Map([...patterns].map(([unit, { count }]) => [unit, count])));
    if ("reason" in estimated) continue;
    models.push({
      label, units: units.length, prevalence: estimated.priors[1]!, logLikelihood: estimated.logLikelihood, iterations: estimated.iterations,
      annotators: Object.fromEntries(Object.entries(estimated.confusion).map(([annotator, [no, yes]]) => [annotator, { sensitivity: yes![1]!, specificity: no![0]! }])),
    });
    for (const { trace, step, votes } of units) {
      rows.push({
        trace: trace.id, field: "cot", step, start: step === 0 ? 0 : trace.stepEnds[step - 1]!, end: trace.stepEnds[step]!, label,
        posterior: estimated.posterior[keyOf(votes)]![1]!, annotators: votes.length, marked: votes.filter(([, yes]) => yes).length,
      });
    }
  }
  return { models, rows };
}

/** Indices of the steps of which at least half was read; null coverage: all. */
function stepsCovered({ stepEnds }: FinishedTrace, coverage: FinishedTrace["layers"][number]["coverage"]): ReadonlySet<number> {
  const ranges = coverage?.filter(({ field }) => field === "cot").sort((a, b) => a.start - b.start);
  return new Set(stepEnds.flatMap((end, step) => {
    const start = step === 0 ? 0 : stepEnds[step - 1]!;
    return !ranges || coveredLength({ start, end }, ranges) * 2 >= end - start ? [step] : [];
  }));
}
