import type { Decoding, ExcludedRange } from "@/core/formats/trace-record";
import type { CodePoint } from "@/core/text/offset";

/** What is kept of a trace itself, apart from its prompt and its run. Lengths in code points. */
export interface StoredTrace {
  readonly id: string;
  readonly externalId: string;
  readonly cot: string;
  readonly cotLength: number;
  readonly answer: string | null;
  readonly answerLength: number;
  /** Ends of the steps of the CoT, ascending; the last is its length; [] for "". */
  readonly stepEnds: readonly CodePoint[];
  /** What made the steps: a segmenter's version, or KNOWN_STEPS. */
  readonly segmenter: string;
  readonly excluded: readonly ExcludedRange[];
  readonly truncated: boolean;
  /** Characters that became U+FFFD. */
  readonly repairs: number;
  readonly referenceAnswer: string | null;
  readonly correct: boolean | null;
  readonly sample: number;
  readonly dataset: string | null;
  readonly language: string | null;
  readonly reward: number | null;
  readonly kl: number | null;
  readonly decoding: Decoding;
  /** A JSON object as text, as it came. */
  readonly metadata: string;
  readonly source: string | null;
}
