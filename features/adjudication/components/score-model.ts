import type { Codebook, Label } from "@/core/codebook/codebook";
import { FIELDS, type Field } from "@/core/annotation/span";
import { codePoint, offsetMap, type OffsetMap, sliceRange, toUtf16 } from "@/core/text/offset";
import type { TraceView } from "../loaders";
import type { AdjudicationAnswer } from "../schema";
import type { SpanState } from "./state-icon";

export type Group = AdjudicationAnswer["groups"][number];
export type WireSpan = AdjudicationAnswer["gold"]["spans"][number];

/** A piece of the text that is laid out by itself: a step of the CoT, the prompt, the answer. Offsets are code points of the field. */
export interface Block {
  readonly key: string;
  readonly field: Field;
  /** From 1; null outside the CoT. */
  readonly step: number | null;
  readonly start: number;
  /** Of what is shown: line ends behind the last character are not. */
  readonly end: number;
  readonly text: string;
}

/** A bar in a lane: a span of a layer, of the result, or an open place. */
export interface Bar {
  readonly id: string;
  readonly field: Field;
  readonly start: number;
  readonly end: number;
  /** Key of the label; null: an open place of the result. */
  readonly label: string | null;
  readonly state: SpanState;
  readonly group: string | null;
}

export interface Lane {
  readonly id: string;
  readonly name: string;
  readonly bars: readonly Bar[];
  /** What its annotator did not read; none where that is not recorded. */
  readonly unread: readonly { readonly field: Field; readonly start: number; readonly end: number }[];
}

export interface TextMaps {
  readonly maps: Readonly<Record<Field, OffsetMap>>;
  readonly blocks: readonly Block[];
}

export const handleOf = (layer: string): string => layer.replace(/^annotator:/, "");

export function textMaps(trace: TraceView): TextMaps {
  const maps = { prompt: offsetMap(trace.prompt), cot: offsetMap(trace.cot), answer: offsetMap(trace.answer) };
  const blocks = FIELDS.flatMap((field): Block[] => {
    const ends = field === "cot" ? trace.stepEnds : maps[field].length > 0 ? [maps[field].length] : [];
    return ends.map((end, k) => block(field, field === "cot" ? k + 1 : null, k === 0 ? 0 : ends[k - 1]!, end, maps[field]));
  });
  return { maps, blocks };
}

function block(field: Field, step: number | null, start: number, end: number, map: OffsetMap): Block {
  const whole = sliceRange(map, { start: codePoint(start), end: codePoint(end) });
  const text = whole.replace(/\s+$/u, "");
  return { key: `${field} ${start}`, field, step, start, end: start + Array.from(text).length, text };
}

/** Whether a range touches a block. */
export const isIn = (range: { readonly field: Field; readonly start: number; readonly end: number }, block: Block): boolean => range.field === block.field && range.start < block.end && range.end > block.start;

/** UTF-16 offset inside a block's text. */
export const inBlock = (map: OffsetMap, { start }: Block, offset: number): number => toUtf16(map, codePoint(offset)) - toUtf16(map, codePoint(start));

export const isOpen = ({ decision }: Group): boolean => decision === null;

/** The largest dispute first, then in reading order. */
export const openGroups = ({ groups }: Pick<AdjudicationAnswer, "groups">): Group[] => groups.filter(isOpen).sort((a, b) => b.size - a.size);

/** How a group stands as a whole. */
export function groupState({ decision, differences }: Group): SpanState {
  if (!decision) return differences.includes("incomplete") ? "incomplete" : differences.length > 0 ? "disagree" : "agree";
  return decision.choice === "agreed" ? "agree" : decision.choice === "reject" ? "rejected" : "accepted";
}

/** How one layer's span of a group stands: where another layer was followed, it was not. */
function memberState(group: Group, layer: string): SpanState {
  const { decision } = group;
  return decision?.choice === "accept" && decision.layer !== layer ? "rejected" : groupState(group);
}

export const spansOf = (adjudication: AdjudicationAnswer): ReadonlyMap<string, WireSpan> => new Map(adjudication.layers.flatMap(({ layer, spans }) => spans.map((span) => [`${layer}/${span.id}`, span] as const)));

/** The spans of a group with whose they are. */
export const membersOf = (group: Group, spans: ReadonlyMap<string, WireSpan>): { readonly layer: string; readonly span: WireSpan }[] =>
  group.members.flatMap(({ layer, span: id }) => { const span = spans.get(`${layer}/${id}`); return span ? [{ layer, span }] : []; });

/** What a group covers altogether. */
export function extentOf(members: readonly { readonly span: WireSpan }[]): { readonly field: Field; readonly start: number; readonly end: number } {
  return { field: members[0]!.span.field, start: Math.min(...members.map(({ span }) => span.start)), end: Math.max(...members.map(({ span }) => span.end)) };
}

/** The result above, one lane for each annotator below. */
export function lanesOf(adjudication: AdjudicationAnswer, maps: TextMaps["maps"], resultName: string): { readonly result: Lane; readonly layers: readonly Lane[] } {
  const spans = spansOf(adjudication);
  const groupOf = new Map(adjudication.groups.flatMap((group) => group.members.map(({ layer, span }) => [`${layer}/${span}`, group] as const)));
  const ofGold = new Map(adjudication.groups.flatMap((group) => (group.decision?.span ? [[group.decision.span, group] as const] : [])));
  const gold = adjudication.gold.spans.map((span): Bar => {
    const group = ofGold.get(span.id);
    return { id: span.id, field: span.field, start: span.start, end: span.end, label: span.label, state: group ? groupState(group) : "accepted", group: group?.key ?? null };
  });
  // Gold that was submitted elsewhere came without decisions: nothing of it is open.
  const open = adjudication.groups.filter((group) => isOpen(group) && adjudication.status !== "submitted").map((group): Bar => ({ id: `open ${group.key}`, ...extentOf(membersOf(group, spans)), label: null, state: groupState(group), group: group.key }));
  return {
    result: { id: "gold", name: resultName, bars: [...gold, ...open], unread: [] },
    layers: adjudication.layers.map(({ layer, spans: own, coverage }) => ({
      id: layer, name: handleOf(layer), unread: coverage ? unreadOf(coverage, maps) : [],
      bars: own.map((span): Bar => {
        const group = groupOf.get(`${layer}/${span.id}`);
        return { id: `${layer}/${span.id}`, field: span.field, start: span.start, end: span.end, label: span.label, state: group ? memberState(group, layer) : "agree", group: group?.key ?? null };
      }),
    })),
  };
}

function unreadOf(coverage: NonNullable<AdjudicationAnswer["layers"][number]["coverage"]>, maps: TextMaps["maps"]): Lane["unread"] {
  return FIELDS.flatMap((field) => {
    const read = coverage.filter((range) => range.field === field).sort((a, b) => a.start - b.start);
    const gaps: { field: Field; start: number; end: number }[] = [];
    let at = 0;
    for (const { start, end } of read) {
      if (start > at) gaps.push({ field, start: at, end: start });
      at = Math.max(at, end);
    }
    return field !== "prompt" && at < maps[field].length ? [...gaps, { field, start: at, end: maps[field].length }] : gaps;
  });
}

export const labelsByKey = (codebook: Codebook): ReadonlyMap<string, Label> => new Map(codebook.labels.map((label) => [label.key, label]));
