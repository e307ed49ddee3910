/** A trace that a round may take, with what the plan looks at. */
export interface Candidate {
  readonly id: string;
  /** Traces of one prompt carry one value. */
  readonly prompt: string;
  /** Two traces with the same value have the same text, and are labelled once where their prompt is the same as well. */
  readonly text: string;
  /** Code points that an annotator reads. */
  readonly length: number;
  readonly model: string;
  readonly checkpoint: string;
  readonly correct: boolean | null;
  readonly language: string | null;
  readonly dataset: string | null;
  /** Ends of the steps of the CoT, where the trace may be cut into windows. */
  readonly stepEnds?: readonly number[];
  /** How little detectors agree on it, in [0, 1]; left out: not known. */
  readonly uncertainty?: number;
}

export const STRATUM_PARTS = ["model", "checkpoint", "correct", "length", "language", "dataset"] as const;
export type StratumPart = (typeof STRATUM_PARTS)[number];

/** What a researcher decides about a round. Shares lie in [0, 1]. */
export interface RoundDesign {
  readonly seed: number;
  readonly sample: {
    /** Number of traces to draw; null: all. More than there are means all. */
    readonly size: number | null;
    readonly strata: readonly StratumPart[];
    /** equal: as many from each stratum as it can give · proportional: by its size, at least one of each. */
    readonly allocation: "equal" | "proportional";
    /** Upper ends of the length classes, ascending, the last class being open; null: thirds of the candidates. */
    readonly lengthCuts: readonly number[] | null;
  };
  /** Membership ids; empty: a pool from which anybody claims. */
  readonly annotators: readonly string[];
  /** Share of the main traces that `fold` people label; the rest is labelled by one. */
  readonly overlap: { readonly share: number; readonly fold: number };
  /** Traces that `fold` people label, a third of them at the start, in the middle and at the end of each queue. */
  readonly calibration: { readonly size: number; readonly fold: number };
  /** Traces with a known result, hidden among the rest: one in every `every` items of each annotator, none twice. */
  readonly gold: { readonly traces: readonly Candidate[]; readonly every: number };
  /** Labelled first of all by everybody; the pass mark is a score in [0, 1]. */
  readonly qualification: { readonly traces: readonly Candidate[]; readonly passMark: number };
  readonly suggestions: { readonly shown: boolean; readonly withheldShare: number };
  /** Of traces longer than so many code points only a window of so many steps is labelled, drawn with known probability; null: all of every trace. */
  readonly window: { readonly longerThan: number; readonly steps: number } | null;
  /** uncertain: the main items on which detectors agree least come first. What is labelled then depends on the labels, so it is for no estimate. */
  readonly order: "random" | "uncertain";
  /** Whether rates may be estimated from the round: else no inclusion probabilities are kept. */
  readonly forEstimation: boolean;
  /** Items between two traces of one prompt in one queue, where possible. */
  readonly promptGap: number;
  readonly pace: Pace;
}

/** For estimating time: reading and labelling, and what every trace takes besides. */
export interface Pace {
  readonly charactersPerMinute: number;
  readonly minutesPerTrace: number;
}

export const KINDS = ["main", "calibration", "gold", "qualification"] as const;
export type AssignmentKind = (typeof KINDS)[number];

/** A design that leaves everything at its simplest: each trace once, in random order. */
export const simpleDesign: RoundDesign = {
  seed: 1,
  sample: { size: null, strata: [], allocation: "proportional", lengthCuts: null },
  annotators: [],
  overlap: { share: 0, fold: 2 },
  calibration: { size: 0, fold: 3 },
  gold: { traces: [], every: 20 },
  qualification: { traces: [], passMark: 0 },
  suggestions: { shown: false, withheldShare: 0 },
  window: null,
  order: "random",
  forEstimation: true,
  promptGap: 10,
  pace: { charactersPerMinute: 1_200, minutesPerTrace: 1 },
};
