import type { Field } from "../annotation/span";
import type { FieldRange } from "./joint-coverage";

/** What agreement needs of one span. */
export interface PanelSpan {
  readonly id: string;
  readonly field: Field;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A relation, with its target resolved to a range: a span's, an anchor's, or the whole prompt (null). */
export interface PanelRelation {
  readonly type: string;
  readonly from: string;
  readonly to: { readonly field: Field; readonly start: number; readonly end: number } | null;
}

/** One annotator's finished work on a trace. Coverage null: not recorded, everything counts as read. */
export interface FinishedLayer {
  readonly annotator: string;
  readonly spans: readonly PanelSpan[];
  readonly relations: readonly PanelRelation[];
  readonly coverage: readonly FieldRange[] | null;
}

/** A trace with two or more finished layers under one codebook version. */
export interface FinishedTrace {
  readonly id: string;
  /** What is resampled: all traces of one prompt go together. */
  readonly prompt: string;
  readonly checkpoint: string;
  /** Code points of each field. */
  readonly lengths: Readonly<Record<Field, number>>;
  /** Ends of the steps of the chain of thought, ascending. */
  readonly stepEnds: readonly number[];
  readonly layers: readonly FinishedLayer[];
}

/** By prompt, checkpoint and text, each with its annotators by name: resamples draw prompts by their place, so the same work gives the same numbers in whatever order it was read. */
export function inReadingOrder(traces: readonly FinishedTrace[]): FinishedTrace[] {
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return traces
    .map((trace) => ({ ...trace, layers: [...trace.layers].sort((a, b) => byText(a.annotator, b.annotator)) }))
    .sort((a, b) => byText(a.prompt, b.prompt) || byText(a.checkpoint, b.checkpoint) || a.lengths.cot - b.lengths.cot || byText(a.stepEnds.join(), b.stepEnds.join()) || byText(a.id, b.id));
}
