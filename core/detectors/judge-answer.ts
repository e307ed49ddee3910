import type { Span } from "../annotation/span";
import { codePoint, offsetMap, sliceRange } from "../text/offset";
import { anchorQuote } from "./anchor-quote";

/** Why a piece of an answer was dropped; each is counted. */
export type DropReason = "the answer holds no JSON" | "the answer was cut off" | "not a span" | "a label that was not asked for" | "the quote is empty" | "the quote is not in the text" | "the quote stands in several places" | "said twice" | "in an excluded range";

export interface JudgedTrace {
  readonly spans: readonly Span[];
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  /** Nothing of it could be read: worth asking again. */
  readonly unreadable: boolean;
}

/** Reads a judge's answer, which may stand in a fence, between words, or be cut off; quotes are found again in the chain of thought, what cannot be placed is dropped and counted. Never throws. */
export function readJudgement(answer: string, { cot, stepEnds, excluded, labels, source }: { cot: string; stepEnds: readonly number[]; excluded: readonly { readonly start: number; readonly end: number }[]; labels: readonly string[]; source: string }): JudgedTrace {
  const dropped = new Map<DropReason, number>();
  const drop = (reason: DropReason) => { dropped.set(reason, (dropped.get(reason) ?? 0) + 1); };
  const found = findSpans(answer);
  if (found === null) return { spans: [], dropped: { "the answer holds no JSON": 1 }, unreadable: true };
  if (found.cut) drop("the answer was cut off");
  const map = offsetMap(cot);
  const spans: Span[] = [];
  const seen = new Set<string>();
  for (const item of found.items) {
    if (!isItem(item)) { drop("not a span"); continue; }
    if (!labels.includes(item.label)) { drop("a label that was not asked for"); continue; }
    const step = typeof item.step === "number" && Number.isInteger(item.step) && item.step >= 1 && item.step <= stepEnds.length ? item.step - 1 : null;
    const hint = step === null ? undefined : { start: codePoint(step === 0 ? 0 : stepEnds[step - 1]!), end: codePoint(stepEnds[step]!) };
    const anchored = anchorQuote(map, item.quote, hint);
    if (!anchored.found) { drop(anchored.reason); continue; }
    const { start, end } = anchored.range;
    const key = `${item.label} ${start} ${end}`;
    if (seen.has(key)) { drop("said twice"); continue; }
    seen.add(key);
    if (excluded.some((range) => start < range.end && end > range.start)) { drop("in an excluded range"); continue; }
    spans.push({ id: `judge-${spans.length}`, field: "cot", label: item.label, start, end, quote: sliceRange(map, { start, end }), attributes: {}, certainty: "unsure", note: "", provenance: { origin: "suggested", source } });
  }
  return { spans: spans.sort((a, b) => a.start - b.start || a.end - b.end), dropped: Object.fromEntries(dropped), unreadable: false };
}

const isItem = (item: unknown): item is { step?: unknown; label: string; quote: string } =>
  typeof item === "object" && item !== null && "label" in item && typeof item.label === "string" && "quote" in item && typeof item.quote === "string";

/** The list of spans in an answer: of its last JSON value that has one; when the JSON breaks off, the whole objects before the break. */
function findSpans(answer: string): { readonly items: readonly unknown[]; readonly cut: boolean } | null {
  const starts = [...answer.matchAll(/[{[]/g)].map(({ index }) => index);
  // A handful of openings is enough: an answer begins with its JSON, after some words at most. The bound keeps this linear.
  for (const start of starts.slice(0, 20)) {
    const end = closing(answer, start);
    if (end === null) continue;
    const list = listIn(parse(answer.slice(start, end)));
    if (list) return { items: list, cut: false };
  }
  const key = answer.search(/"spans"\s*:\s*\[/);
  if (key < 0) return null;
  const items: unknown[] = [];
  let at = answer.indexOf("[", key) + 1;
  for (;;) {
    const open = answer.indexOf("{", at);
    const end = open < 0 ? null : closing(answer, open);
    if (open < 0 || end === null) return { items, cut: true };
    items.push(parse(answer.slice(open, end)));
    at = end;
  }
}

function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value.length === 0 || value.some(isItem) ? value : null;
  return typeof value === "object" && value !== null && "spans" in value && Array.isArray(value.spans) ? value.spans : null;
}

/** End of the JSON value that opens at `start`; null: it never closes. */
function closing(text: string, start: number): number | null {
  let [depth, quoted] = [0, false];
  for (let i = start; i < text.length; i++) {
    const unit = text[i]!;
    if (quoted) {
      if (unit === "\\") i++;
      else if (unit === '"') quoted = false;
    } else if (unit === '"') quoted = true;
    else if (unit === "{" || unit === "[") depth++;
    else if (unit === "}" || unit === "]") {
      depth--;
      if (depth === 0) return i + 1;
    }
  }
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not JSON after all: what stands there is no span
  }
}
