import { offsetMap, toCodePoint, utf16, type Range } from "./offset";

/** The strings that part a model's output. Compared exactly. */
export interface ThinkMarkers {
  readonly open: string;
  readonly close: string;
  /** An optional wrapper of the answer; null: none is looked for. */
  readonly answerOpen: string | null;
  readonly answerClose: string | null;
}

export const THINK_MARKERS: ThinkMarkers = { open: "<think>", close: "</think>", answerOpen: "<answer>", answerClose: "</answer>" };

/** What a stretch of the original is: `marker` the markers themselves, `outside` what belongs to no field (the layout between `</think>` and `<answer>`, whatever follows `</answer>`). */
export type ThinkPartKind = "prompt" | "cot" | "answer" | "marker" | "outside";

export interface ThinkPart extends Range {
  readonly kind: ThinkPartKind;
  readonly text: string;
}

/** An output in parts that tile it exactly. */
export interface ThinkSplit {
  readonly parts: readonly ThinkPart[];
  /** What was glued in front of the opening marker; null when nothing was. */
  readonly prompt: string | null;
  readonly cot: string;
  /** null when the closing marker is missing. "" when nothing follows it. */
  readonly answer: string | null;
  /** The chain of thought was never closed: it runs to the end and counts as truncated. */
  readonly truncated: boolean;
  /** Only a closing marker was there: the opening one stood in the template, and the text begins with the chain of thought. */
  readonly openMissing: boolean;
}

/** Parts an output at its markers; null when it has neither. Nothing is trimmed: `cot` is exactly what stands between the markers, with the line break that usually follows `<think>`;
 *  `answer` exactly what follows `</think>`, or what stands inside `<answer>…</answer>` when only white space and emphasis lie between.
 *  Of several pairs the first counts whose content is more than a placeholder (white space, dots): chat templates quote `<think>\n...\n</think>` in their instructions. When all are placeholders, the first pair.
 *  The chain of thought ends at the first closing marker after it. O(length). */
export function splitThink(original: string, markers: ThinkMarkers = THINK_MARKERS): ThinkSplit | null {
  const found = findThought(original, markers);
  if (found === null) return null;
  const cuts: Cut[] = [
    { kind: "prompt", end: found.open },
    { kind: "marker", end: found.start },
    { kind: "cot", end: found.end },
  ];
  if (found.closed) cuts.push({ kind: "marker", end: found.end + markers.close.length }, ...answerCuts(original, found.end + markers.close.length, markers));
  const parts = tile(original, cuts);
  const textOf = (kind: ThinkPartKind): string | null => parts.find((part) => part.kind === kind)?.text ?? null;
  return { parts, prompt: textOf("prompt"), cot: original.slice(found.start, found.end), answer: found.closed ? (textOf("answer") ?? "") : null, truncated: !found.closed, openMissing: found.open === found.start };
}

/** UTF-16 offsets of the chain of thought and of its opening marker (the same as `start` when that is missing). */
interface Thought {
  readonly open: number;
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
}

function findThought(original: string, { open, close }: ThinkMarkers): Thought | null {
  const firstClose = original.indexOf(close);
  let at = original.indexOf(open);
  if (at < 0 || (firstClose >= 0 && firstClose < at)) return firstClose < 0 ? null : { open: 0, start: 0, end: firstClose, closed: true };
  let placeholder: Thought | null = null;
  for (; at >= 0; at = original.indexOf(open, at + open.length)) {
    const start = at + open.length;
    const end = original.indexOf(close, start);
    const thought = { open: at, start, end: end < 0 ? original.length : end, closed: end >= 0 };
    if (!thought.closed) return placeholder !== null && isPlaceholder(original.slice(start)) ? placeholder : thought;
    if (!isPlaceholder(original.slice(start, end))) return thought;
    placeholder ??= thought;
  }
  return placeholder;
}

const isPlaceholder = (content: string): boolean => content.length < 64 && /^[\s.…]*$/.test(content);

interface Cut {
  readonly kind: ThinkPartKind;
  readonly end: number;
}

function answerCuts(original: string, from: number, { answerOpen, answerClose }: ThinkMarkers): Cut[] {
  const whole: Cut[] = [{ kind: "answer", end: original.length }];
  if (answerOpen === null || answerClose === null) return whole;
  const open = original.indexOf(answerOpen, from);
  if (open < 0 || open - from > 256 || !/^[\s*_#]*$/.test(original.slice(from, open))) return whole;
  const start = open + answerOpen.length;
  const close = original.indexOf(answerClose, start);
  const cuts: Cut[] = [{ kind: "outside", end: open }, { kind: "marker", end: start }];
  if (close < 0) return [...cuts, ...whole];
  return [...cuts, { kind: "answer", end: close }, { kind: "marker", end: close + answerClose.length }, { kind: "outside", end: original.length }];
}

/** Ranges between the cuts, empty ones left out. */
function tile(original: string, cuts: readonly Cut[]): ThinkPart[] {
  const map = offsetMap(original);
  const parts: ThinkPart[] = [];
  let from = 0;
  for (const { kind, end } of cuts) {
    if (end > from) parts.push({ kind, start: toCodePoint(map, utf16(from)), end: toCodePoint(map, utf16(end)), text: original.slice(from, end) });
    from = end;
  }
  return parts;
}
