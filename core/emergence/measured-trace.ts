import type { ImportedDifficulty } from "./difficulty";

/** What the estimators need of one trace under one layer: counts and positions, no text. */
export interface MeasuredTrace {
  readonly id: string;
  /** What is resampled: all traces of one prompt go together. */
  readonly prompt: string;
  readonly checkpoint: Checkpoint;
  /** Which training run of the model it is from, where the import says so. */
  readonly trainingSeed?: string | undefined;
  readonly sample: number;
  /** Tokens and steps of covered, labellable text only: exclusions, unread parts and all of a loop but its first instance are left out. */
  readonly tokens: number;
  readonly steps: number;
  /** Tokens of the whole generation. */
  readonly wholeTokens: number;
  /** 1/π of the sampling plan; 1 where every trace was taken. */
  readonly weight: number;
  readonly correct: boolean | null;
  readonly truncated: boolean;
  readonly degenerate: boolean;
  /** Share of the characters inside fenced code. */
  readonly codeShare: number;
  readonly reward: number | null;
  readonly kl: number | null;
  /** How hard the prompt is, where the import says it. */
  readonly difficulty?: ImportedDifficulty | undefined;
  /** label → token position at which each of its spans starts, ascending. */
  readonly starts: Readonly<Record<string, readonly number[]>>;
  readonly outcomes: TraceOutcomes;
}

export interface Checkpoint {
  readonly model: string;
  readonly name: string;
  /** Place in the training run: the step where the import gives one, else that of its name among the others. */
  readonly t: number;
  /** The checkpoints have no steps: they stand by their names, which is no order of training. */
  readonly byName?: true | undefined;
}

/** Counts that the conditional rates and the error-correction funnel stand on. What needs the truth pass is null where the layer has none. */
export interface TraceOutcomes {
  readonly truth: TruthOutcomes | null;
  readonly verifications: number;
  /** Only asserted, or announced and not carried out. */
  readonly superficialVerifications: number;
  readonly backtracks: number;
  /** Tokens of lines that a backtracking abandons, from the start of the branching to the start of the backtracking. */
  readonly abandonedTokens: number;
}

/** Error spans and what became of them. Detected = a verification that finds the problem (and is not wrong about it) detects it; repaired = corrected right by any route. */
export interface TruthOutcomes {
  readonly errors: number;
  readonly answerChangingErrors: number;
  readonly detected: number;
  readonly detectedRepaired: number;
  readonly repaired: number;
  /** Found by a verification whose verdict is right, corrected right by what that triggered. */
  readonly checkedRepairs: number;
  readonly checkedAnswerChangingRepairs: number;
  readonly selfNoticedRepairs: number;
  /** Corrections that broke what was right. */
  readonly breaks: number;
  readonly warrantedBacktracks: number;
  readonly judgedBacktracks: number;
  /** Tokens from an error to the verification that first detects it. */
  readonly detectionLatencies: readonly number[];
}

export const countOf = (trace: Pick<MeasuredTrace, "starts">, label: string): number => trace.starts[label]?.length ?? 0;

/** Whether the places of checkpoints are an order of training. */
export const inOrder = (checkpoints: readonly Pick<Checkpoint, "byName">[]): boolean => checkpoints.every(({ byName }) => byName !== true);

/** Checkpoints in training order. */
export function checkpointsOf(traces: readonly MeasuredTrace[]): Checkpoint[] {
  const byKey = new Map(traces.map(({ checkpoint }) => [checkpointKey(checkpoint), checkpoint]));
  return [...byKey.values()].sort((a, b) => (a.model < b.model ? -1 : a.model > b.model ? 1 : a.t - b.t || (a.name < b.name ? -1 : 1)));
}

/** Traces of each checkpoint, in training order; one pass over the traces. */
export function byCheckpoint<Trace extends MeasuredTrace>(traces: readonly Trace[]): { readonly checkpoint: Checkpoint; readonly traces: readonly Trace[] }[] {
  const keys = new Map<Checkpoint, string>(); // most traces share the object of their checkpoint: its key is made once
  const groups = new Map<string, Trace[]>();
  for (const trace of traces) {
    const key = keys.get(trace.checkpoint) ?? checkpointKey(trace.checkpoint);
    keys.set(trace.checkpoint, key);
    const group = groups.get(key);
    if (group) group.push(trace);
    else groups.set(key, [trace]);
  }
  return checkpointsOf([...groups.values()].map((group) => group[0]!)).map((checkpoint) => ({ checkpoint, traces: groups.get(checkpointKey(checkpoint))! }));
}

export const checkpointKey = ({ model, name, t }: Checkpoint): string => JSON.stringify([model, name, t]);

/** Traces of one checkpoint by prompt. */
export function byPrompt<Trace extends { readonly prompt: string }>(traces: readonly Trace[]): Map<string, Trace[]> {
  const groups = new Map<string, Trace[]>();
  for (const trace of traces) {
    const group = groups.get(trace.prompt);
    if (group) group.push(trace);
    else groups.set(trace.prompt, [trace]);
  }
  return groups;
}
