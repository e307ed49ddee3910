import type { AnnotationStatus, Answer, Pass } from "../annotation/annotation";
import type { Relation } from "../annotation/relation";
import type { Field, Span } from "../annotation/span";
import type { CodePoint, Range } from "../text/offset";
import type { Said, SaidCode, SaidParams } from "./said";
import { inEnglish } from "./said";

/** A half-open range of one field, in code points. */
export interface FieldRange extends Range {
  readonly field: Field;
}

/** A part of the text that is shown, cannot be labelled, and is left out of token and step counts. */
export interface ExcludedRange extends FieldRange {
  /** Why: "prompt_echo", "empty_think", "repeat", "loop", or what a file of ours said. */
  readonly reason: string;
}

/** How the text was sampled. */
export interface Decoding {
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly templateSha256?: string;
  readonly finishReason?: string;
}

/** A checkpoint of training; `step` counts training steps and is absent where only a name is known. */
export interface Checkpoint {
  readonly name: string;
  readonly step?: number;
}

/** An annotation as a file holds it; offsets are code points, every quote is its slice. Coverage: absent = not recorded, [] = nothing read. */
export interface RecordedAnnotation {
  readonly id: string;
  readonly layer: string;
  readonly annotator?: string;
  readonly round?: string;
  readonly assignment?: string;
  readonly pass: Pass;
  readonly codebook: { readonly key: string; readonly version: number };
  readonly status: AnnotationStatus;
  readonly flagged: boolean;
  /** The comment that came with the flag; "" without one. */
  readonly flagComment: string;
  readonly empty: boolean;
  readonly revision: number;
  readonly spans: readonly Span[];
  readonly relations: readonly Relation[];
  readonly answers: Readonly<Record<string, Exclude<Answer, null>>>;
  readonly coverage?: readonly FieldRange[];
  readonly activeSeconds?: number;
  /** ISO 8601 in UTC. */
  readonly submittedAt?: string;
}

/** An annotation that came with an imported trace: ours, nested, or human labels of another format with where they are from. */
export interface ImportedAnnotation extends Omit<RecordedAnnotation, "id"> {
  /** Absent where the format gives none: the import makes one. */
  readonly id?: string;
  /** What the file says about the origin ("format", "kind": "human" | "model", "unit", "match_rate", …). */
  readonly provenance: Readonly<Record<string, string>>;
}

/** One generated text with what is known of it, on the way in as on the way out. Texts are storable (repairs are counted) and otherwise exactly as they came. */
export interface TraceFacts {
  readonly prompt: string;
  readonly cot: string;
  readonly answer?: string;
  readonly referenceAnswer?: string;
  readonly correct?: boolean;
  readonly model?: string;
  readonly checkpoint?: Checkpoint;
  readonly sample?: number;
  readonly dataset?: string;
  readonly language?: string;
  readonly reward?: number;
  readonly kl?: number;
  readonly trainingSeed?: number;
  readonly decoding: Decoding;
  /** One JSON object as text, numbers as written in the file; "{}" when there is nothing. */
  readonly metadata: string;
  /** The whole original record as text, where splitting changed its shape. */
  readonly source?: string;
  readonly excluded: readonly ExcludedRange[];
  /** Generation stopped early: an unclosed <think>, or the finish reason says so. */
  readonly truncated: boolean;
  /** Characters that could not be stored or decoded and are now U+FFFD. */
  readonly repairs: number;
}

/** What every reader yields. */
export interface ImportedTrace extends TraceFacts {
  readonly externalId?: string;
  /** Ends of the steps of the CoT that came with the file, ascending, the last is its length. */
  readonly knownSteps?: readonly CodePoint[];
  readonly annotations?: readonly ImportedAnnotation[];
  /** Things a person should look at, for the import report. */
  readonly warnings: readonly Said[];
}

/** One result of reading: a trace, or why there is none. `line` counts from 1, `byteOffset` from 0 in the decompressed file;
 *  formats without lines give the record's number as `line`. */
export type ReadRow =
  | { readonly kind: "record"; readonly record: ImportedTrace; readonly line: number; readonly byteOffset: number }
  | ReadError;

export interface ReadError {
  readonly kind: "error";
  readonly line: number;
  readonly byteOffset: number;
  /** In English; its code and what stands in it beside it. */
  readonly reason: string;
  readonly code: SaidCode;
  readonly params: SaidParams;
  /** The rejected text, at most `MAX_REJECT_SOURCE` characters of it, to be mended and imported again. */
  readonly source: string;
}

export const MAX_REJECT_SOURCE = 1_000_000;

export const rowError = (place: { readonly line: number; readonly byteOffset: number }, said: Said, source = ""): ReadError =>
  ({ kind: "error", line: place.line, byteOffset: place.byteOffset, reason: inEnglish(said), ...said, source: source.length > MAX_REJECT_SOURCE ? source.slice(0, MAX_REJECT_SOURCE) : source });
