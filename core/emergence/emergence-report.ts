import type { FinishedTrace } from "../agreement/finished-trace";
import { toComparable } from "../agreement/comparable-trace";
import { stepAlphaByCheckpoint } from "../agreement/checkpoint-panel";
import { panelOf } from "../agreement/panel";
import { countWork } from "../agreement/panel-counts";
import { analyse } from "./analysis";
import type { Analysis, AnalysisContext, AnalysisPlan } from "./analysis";
import { correctedCurve } from "./corrected-curve";
import type { CorrectedPoint } from "./corrected-curve";
import { checkDetector, withoutDrift } from "./detector-check";
import type { DetectorCheck } from "./detector-check";
import { findOnset } from "./onset";
import { imputeSteps } from "./impute-steps";
import type { StepChances } from "./impute-steps";
import { analyseImputed } from "./imputed-analysis";
import type { Finding } from "./finding";
import { findingsOf } from "./finding";
import type { MarkedTrace } from "./mark-trace";
import { byCheckpoint, byPrompt, countOf, inOrder } from "./measured-trace";
import { rateCurve } from "./rate-curve";
import type { RatePoint } from "./rate-curve";
import { unaidedWork } from "./unaided-work";

export interface EmergenceInput {
  /** One layer of one model: what the curves are about. */
  readonly layer: readonly MarkedTrace[];
  /** What people say, where the layer is a detector's; the layer itself otherwise. */
  readonly human: readonly MarkedTrace[];
  /** One detector on all traces of the model; null: none was run. */
  readonly detector: readonly MarkedTrace[] | null;
  readonly automatic: boolean;
  /** How likely each step bears each label, by trace, where the layer is the Dawid–Skene one; null: the layer says what it says. */
  readonly chances: ReadonlyMap<string, StepChances> | null;
  readonly sampledAtRandom: boolean;
  /** Traces that people read with this detector's suggestions in view: it is not held against them. */
  readonly aided: { readonly traces: readonly string[]; /** On some of them because they asked to, not because the round had drawn it. */ readonly byChoice: boolean };
  /** Doubly labelled traces, for the agreement on the cards. */
  readonly doubly: readonly FinishedTrace[];
  readonly trainingRuns: number;
  readonly baseModel: boolean;
  readonly plan: AnalysisPlan;
}

/** A detector beside the curves of a label. */
export interface DetectorBeside {
  readonly label: string;
  readonly check: DetectorCheck | null;
  readonly curve: readonly RatePoint[];
  readonly onset: number | null;
  readonly corrected: readonly CorrectedPoint[];
}

export interface EmergenceReport {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  readonly detectors: readonly DetectorBeside[];
  /** A sampling plan drew the traces that people read. */
  readonly drawn: boolean;
  /** The same of those that the detector is held against: none of them were left out for a reason that may depend on what they say. */
  readonly sampledAtRandom: boolean;
  readonly humanTraces: number;
  /** Those of them that were left out where the detector is held against people and corrected: its suggestions were in view. */
  readonly aidedTraces: number;
  /** Traces of the layer of which nothing was read or may be labelled, by checkpoint: they are no observations. */
  readonly unread: readonly { readonly checkpoint: string; readonly traces: number }[];
}

/** Everything about one model's run under one layer. @returns null with fewer than two checkpoints */
export function emergenceReport(input: EmergenceInput, onProgress?: (share: number) => void): EmergenceReport | null {
  const { plan } = input;
  const [layer, human, detector] = [input.layer.filter(wasRead), input.human.filter(wasRead), input.detector?.filter(wasRead) ?? null];
  const unaided = unaidedWork(human, new Set(input.aided.traces));
  const sampledAtRandom = input.sampledAtRandom && unaided.whole && !input.aided.byChoice;
  const automatic = new Map((detector ?? []).map((trace) => [trace.id, trace]));
  const checks = new Map(plan.labels.map((label) => [label, detector && unaided.traces.length > 0 ? checkDetector(unaided.traces, automatic, label, plan) : null]));
  const resampling = { resamples: Math.min(1000, plan.resamples), seed: plan.seed };
  const compared = input.doubly.filter(({ layers }) => layers.length >= 2).map(toComparable);
  const work = compared.length > 0 ? countWork(compared, plan.labels) : null;
  const agreement = work && panelOf(compared, work, resampling);
  const agreementBy = work ? stepAlphaByCheckpoint(compared, work, resampling) : [];
  const context: AnalysisContext = {
    agreement, agreementBy, automatic: input.automatic, trainingRuns: input.trainingRuns, baseModel: input.baseModel, decodingDiffers: new Set(layer.map(({ decoding }) => decoding)).size > 1,
    proxies: Object.fromEntries([...checks].flatMap(([label, check]) => { const known = inOrder(layer.map(({ checkpoint }) => checkpoint)) ? check : withoutDrift(check); return known ? [[label, known] as const] : []; })),
  };
  const analysis = input.chances ? analyseImputed(imputeSteps(layer, input.chances, { seed: plan.seed }), plan, context, onProgress) : analyse(layer, plan, context, onProgress);
  if (!analysis) return null;
  const beside = detector && !input.automatic ? detector : input.automatic && human.length > 0 ? layer : null;
  const detectors = !beside ? [] : plan.labels.map((label): DetectorBeside => ({
    label, check: inOrder(analysis.checkpoints) ? checks.get(label) ?? null : withoutDrift(checks.get(label) ?? null), curve: rateCurve(beside, label, "per-1k-tokens", { ...plan, method: "percentile", resamples: Math.min(plan.resamples, 500) }),
    onset: inOrder(analysis.checkpoints) ? onsetOf(beside, label, plan) : null,
    corrected: correctedCurve(unaided.traces, beside, label, { sampledAtRandom, resamples: plan.resamples, seed: plan.seed }),
  }));
  return { analysis, findings: findingsOf(analysis), detectors, drawn: input.sampledAtRandom, sampledAtRandom, humanTraces: human.length, aidedTraces: unaided.leftOut, unread: unreadAt(input.layer) };
}

/** Something of it was read and may be labelled; else it is no observation, and not one without spans. */
const wasRead = ({ tokens }: MarkedTrace): boolean => tokens > 0;

const unreadAt = (layer: readonly MarkedTrace[]): EmergenceReport["unread"] =>
  byCheckpoint(layer.filter((trace) => !wasRead(trace))).map(({ checkpoint, traces }) => ({ checkpoint: checkpoint.name, traces: traces.length }));

function onsetOf(traces: readonly MarkedTrace[], label: string, plan: AnalysisPlan): number | null {
  const prompts = [...new Set(traces.map(({ prompt }) => prompt))].sort();
  return findOnset(byCheckpoint(traces).map(({ checkpoint, traces: here }) => {
    const groups = byPrompt(here);
    return { t: checkpoint.t, prompts: prompts.map((prompt) => (groups.get(prompt) ?? []).map((trace) => ({ y: countOf(trace, label), tokens: trace.tokens, weight: trace.weight }))) };
  }), { ...plan, resamples: Math.min(plan.resamples, 500) }).onset;
}
