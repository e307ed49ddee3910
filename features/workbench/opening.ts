import type { Annotation, Pass } from "@/core/annotation/annotation";
import type { ExcludedRange } from "@/core/annotation/context";
import type { FoldRecord } from "@/core/annotation/serialize";
import type { Field, Span } from "@/core/annotation/span";
import type { Codebook, Localized } from "@/core/codebook/codebook";
import type { SuggestionKey } from "./suggested-spans";

/** What the workbench is opened with: plain JSON from the Server Component. Hidden facts (blinding) are not in it at all. */
export interface WorkbenchOpening {
  readonly project: { readonly slug: string; readonly name: string };
  /** Tells whose queue in the browser's storage this is. */
  readonly accountId: string;
  readonly trace: {
    readonly id: string;
    /** What the header calls it: an external id, or an opaque one where the round is blind. */
    readonly title: string;
    readonly prompt: string;
    readonly cot: string;
    readonly answer: string | null;
    readonly stepEnds: readonly number[];
    readonly excluded: readonly ExcludedRange[];
    readonly truncated: boolean;
    /** Shown in the guidelines panel; left out where hidden. */
    readonly facts: readonly { readonly name: "model" | "checkpoint" | "correct" | "referenceAnswer" | "language" | "dataset"; readonly value: string }[];
  };
  readonly codebook: Codebook;
  readonly codebookId: string;
  readonly codebookVersion: number;
  /** The version that new annotations get, where it is a later one than this annotation's. */
  readonly newerCodebook: number | null;
  /** Whose annotation is shown: `annotator:<handle>`, `gold`, … */
  readonly layer: string;
  readonly pass: Pass;
  /** The passes whose parts are shown; null: both at once. */
  readonly passes: readonly Pass[] | null;
  readonly annotation: FoldRecord;
  readonly assignment: AssignmentPlace | null;
  readonly reading: { readonly regions: readonly { readonly field: Field; readonly start: number; readonly end: number }[]; readonly activeSeconds: number };
  /** Read-only: another's layer, a viewer's role, or work that was adjudicated. */
  readonly readOnly: boolean;
  /** Layers that the reader may see beside or instead of the own one. */
  readonly layers: readonly LayerView[];
  /** Layers of detectors that are shown as suggestions from the start: the round says who sees them. */
  readonly suggested: readonly string[];
  /** Suggestions that the annotator put aside. */
  readonly rejected: readonly SuggestionKey[];
  /** What adjudicators answered to the flags of the own annotation, oldest first. */
  readonly flagAnswers: readonly { readonly id: string; readonly body: string; readonly by: string | null; readonly at: string }[];
  /** What a new codebook version asks about again; of ordinary work nothing. */
  readonly askedAgain: readonly AskedPlace[];
  /** Cue words may be looked for; not where the round withholds suggestions. */
  readonly cues: boolean;
  /** Other traces of the same prompt, with which this one can be compared; counted up to nine. */
  readonly samePrompt: number;
  /** Traces before and after this one in the reader's list; null at its ends. */
  readonly neighbours: { readonly previous: TraceLink | null; readonly next: TraceLink | null };
}

/** A part of the annotator's own earlier work that has to be decided anew. */
export interface AskedPlace {
  /** In code points; null: a question about the whole trace. */
  readonly place: { readonly field: Field; readonly start: number; readonly end: number; readonly quote: string } | null;
  /** Names of the label, attribute and value, relation or question, by the version before. */
  readonly said: readonly Localized[];
}

export interface TraceLink {
  readonly trace: string;
  readonly assignment: string | null;
}

export interface AssignmentPlace {
  readonly id: string;
  readonly round: string | null;
  readonly position: number;
  readonly total: number;
  readonly submitted: number;
  readonly leaseUntil: string | null;
  /** In the reader's hands: claimed, and neither finished nor given back. */
  readonly held: boolean;
}

export interface LayerView {
  readonly layer: string;
  /** Null for a detector, which knows no passes. */
  readonly pass: Pass | null;
  readonly status: Annotation["status"];
  readonly spans: readonly Span[];
}
