import { CUE_WORDS } from "@/core/detectors/built-in-lexicons";
import { concordance, type ConcordanceLine } from "@/core/detectors/concordance";
import { cueMatcher } from "@/core/detectors/match-cues";
import type { Range } from "@/core/text/offset";
import type { TraceDocument } from "../surface/document";

export interface CueLine extends ConcordanceLine {
  readonly range: Range;
}

/** Cue words of the codebook's labels in the CoT, each with what stands around it, in reading order. Time linear in the text. */
export function cueLines(doc: TraceDocument, labels: readonly string[]): readonly CueLine[] {
  const { text } = doc.fields.cot.map;
  const lexicon = { ...CUE_WORDS, lists: CUE_WORDS.lists.filter(({ label }) => labels.includes(label)) };
  if (lexicon.lists.length === 0) return [];
  const hits = cueMatcher(lexicon)(text);
  return concordance(text, hits, { width: 40 }).map((line, at) => ({ ...line, range: { start: hits[at]!.start, end: hits[at]!.end } }));
}
