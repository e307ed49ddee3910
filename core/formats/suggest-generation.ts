import { verbatimRepeats } from "../text/repeats";
import { splitThink, THINK_MARKERS } from "../text/think";
import { emptyPairs } from "./empty-pairs";
import { afterAssistantLine } from "./generation";
import type { GenerationChoice } from "./import-plan";
import type { Said, SaidCode } from "./said";
import { said } from "./said";

/** Which part of the mapped text looks like the generation, and what should be excluded, judged from the first rows; `reasons` says how many rows showed what. */
export function suggestGeneration(samples: readonly { readonly prompt: string; readonly text: string }[]): { readonly generation: GenerationChoice; readonly reasons: readonly Said[] } {
  const total = samples.length;
  const seen = samples.map((sample) => look(sample.prompt.trim(), sample.text));
  const number = (test: (facts: Facts) => boolean): number => seen.filter(test).length;
  const templates = number((facts) => facts.templateAfterEcho);
  const transcripts = number((facts) => facts.transcript);
  const thoughts = number((facts) => facts.thought);
  const echoes = number((facts) => facts.lead !== undefined);
  const empty = number((facts) => facts.empty);
  const repeats = number((facts) => facts.repeats);
  const loops = number((facts) => facts.loops);
  const part = templates * 2 > total ? "whole" : transcripts * 2 > total ? "transcript" : "think";
  // The same characters before each prompt's echo are a template, not the model's words.
  const leads = new Set(seen.flatMap(({ lead }) => (lead === undefined ? [] : [lead])));
  const through = echoes > 1 && leads.size === 1;
  const reasons = [
    ...say(thoughts, total, "seen-thinking"), ...say(transcripts, total, "seen-chat"), ...say(echoes, total, "seen-echo"),
    ...say(empty, total, "seen-empty-thinking"), ...say(repeats, total, "seen-repeats"), ...say(loops, total, "seen-loops"),
  ];
  const keepsEcho = part === "whole" && echoes > 0;
  return { generation: { part, markers: THINK_MARKERS, exclude: { promptEcho: keepsEcho ? (through ? "through" : "exact") : "no", emptyThink: empty > 0, repeat: part === "whole" && repeats * 2 > total, loop: false } }, reasons };
}

interface Facts {
  readonly thought: boolean;
  readonly transcript: boolean;
  /** What stands before the prompt's echo; undefined without an echo. */
  readonly lead?: string;
  readonly empty: boolean;
  /** An empty marker pair right after the echo: the template was printed, the generation follows it. */
  readonly templateAfterEcho: boolean;
  readonly repeats: boolean;
  readonly loops: boolean;
}

function look(prompt: string, text: string): Facts {
  const echo = prompt.length < 12 ? -1 : text.indexOf(prompt);
  const pairs = emptyPairs(text, THINK_MARKERS);
  const thought = splitThink(text);
  const repeats = verbatimRepeats(text);
  const transcript = /^(?:system|user)\n|<\|im_start\|>/.test(text) && afterAssistantLine(text, prompt) !== text;
  return {
    thought: thought !== null && thought.cot.trim() !== "", transcript, ...(echo >= 0 ? { lead: text.slice(0, echo) } : {}), empty: pairs.length > 0,
    templateAfterEcho: echo >= 0 && pairs.some(([start]) => start >= echo + prompt.length && text.slice(echo + prompt.length, start).trim() === ""),
    repeats: repeats.some(({ loop }) => !loop), loops: repeats.some(({ loop }) => loop),
  };
}

const say = (hits: number, total: number, what: SaidCode): readonly Said[] => (hits > 0 ? [said(what, { count: hits, total })] : []);
