import { splitThink } from "../text/think";
import { excludedRanges } from "./excluded-ranges";
import type { GenerationChoice } from "./import-plan";
import type { Said } from "./said";
import { said } from "./said";
import type { ExcludedRange } from "./trace-record";

/** A trace's generated texts after the mapping chose its part. */
export interface Generation {
  readonly cot: string;
  readonly answer?: string;
  readonly excluded: readonly ExcludedRange[];
  /** The thinking was opened and never closed. */
  readonly truncated: boolean;
  /** The text was cut up: the original must be kept as the record's source. */
  readonly split: boolean;
  readonly warnings: readonly Said[];
}

/** Takes the generation out of a mapped text. Nothing is trimmed; a text without markers, or whose thinking is empty, stays whole.
 *  @param given.answer an answer that came under a key of its own; beats what follows the markers */
export function splitGeneration(given: { readonly prompt: string; readonly text: string; readonly answer?: string }, choice: GenerationChoice): Generation {
  const body = choice.part === "transcript" ? afterAssistantLine(given.text, given.prompt) : given.text;
  const thought = choice.part === "whole" ? null : splitThink(body, choice.markers);
  const taken = thought !== null && thought.cot.trim() !== "" ? thought : null;
  const cot = taken ? taken.cot : body;
  const answer = given.answer ?? taken?.answer ?? undefined;
  const warnings: Said[] = [];
  if (taken?.prompt && taken.prompt.trim() !== "" && !taken.prompt.includes(given.prompt.trim())) warnings.push(said("before-thinking"));
  if (taken?.truncated) warnings.push(said("never-closed", { marker: choice.markers.open }));
  if (taken && given.answer !== undefined && (taken.answer ?? "").trim() !== "") warnings.push(said("after-thinking"));
  return {
    cot, ...(answer === undefined ? {} : { answer }), excluded: excludedRanges({ prompt: given.prompt, cot, ...(answer === undefined ? {} : { answer }) }, choice),
    truncated: taken?.truncated ?? false, split: cot !== given.text, warnings,
  };
}

const ASSISTANT_LINES = ["\nassistant\n", "<|im_start|>assistant\n", "<｜Assistant｜>", "<|assistant|>\n", "<|start_header_id|>assistant<|end_header_id|>\n\n"];

/** What a printed chat says after the line that opens the assistant's turn, the first one after the prompt; the whole text when there is none. */
export function afterAssistantLine(text: string, prompt: string): string {
  const asked = prompt === "" ? -1 : text.indexOf(prompt.trim());
  const from = asked < 0 ? 0 : asked + prompt.trim().length;
  const ends = ASSISTANT_LINES.flatMap((line) => { const at = text.indexOf(line, from); return at < 0 ? [] : [at + line.length]; });
  return ends.length > 0 ? text.slice(Math.min(...ends)) : text;
}
