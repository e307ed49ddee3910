import { codePoint, type OffsetMap, sliceRange, toCodePoint, toUtf16, utf16 } from "@/core/text/offset";
import type { DraftSpan } from "./edit-bar";
import type { Block, TextMaps } from "./score-model";

/** One edge of a draft moved by a word; it never passes the other edge or the ends of the text. */
export function movedEdge(draft: DraftSpan, map: OffsetMap, by: 1 | -1, edge: "start" | "end"): DraftSpan {
  const at = draft[edge];
  const moved = by > 0 ? at + lengthOf(/^\s*\S+/u.exec(sliceRange(map, { start: codePoint(at), end: map.length }))?.[0]) : at - lengthOf(/\S+\s*$/u.exec(sliceRange(map, { start: codePoint(0), end: codePoint(at) }))?.[0]);
  if (edge === "end") return moved > draft.start && by < 0 ? { ...draft, end: moved - trailing(map, moved) } : by > 0 ? { ...draft, end: moved } : draft;
  const start = by > 0 ? moved + leading(map, moved) : moved;
  return start < draft.end ? { ...draft, start } : draft;
}

const lengthOf = (text: string | undefined): number => Array.from(text ?? "").length;
const trailing = (map: OffsetMap, end: number): number => lengthOf(/\s+$/u.exec(sliceRange(map, { start: codePoint(0), end: codePoint(end) }))?.[0]);
const leading = (map: OffsetMap, start: number): number => lengthOf(/^\s+/u.exec(sliceRange(map, { start: codePoint(start), end: map.length }))?.[0]);

/** What is selected with the mouse, as a range of one field; null when nothing is, or the selection leaves the field. */
export function selectedRange({ blocks, maps }: TextMaps, within: HTMLElement | null): Pick<DraftSpan, "field" | "start" | "end"> | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !within?.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0);
  const offsetOf = (node: Node, offset: number) => {
    const key = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-block]")?.dataset["block"];
    const block = blocks.find((one) => one.key === key);
    if (!block) return null;
    const map = maps[block.field];
    return { field: block.field, at: node.nodeType === Node.TEXT_NODE ? toCodePoint(map, utf16(toUtf16(map, codePoint(block.start)) + offset)) : block.start };
  };
  const [from, to] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
  return from && to && from.field === to.field && from.at < to.at ? { field: from.field, start: from.at, end: to.at } : null;
}

/** Where a new span begins when nothing is selected: the whole step in hand, else the first that is in view. @param inHand key of a block */
export function stepInView(texts: TextMaps, within: HTMLElement | null, inHand: string | null | undefined): Pick<DraftSpan, "field" | "start" | "end"> | null {
  const { top = 0, bottom = 0 } = within?.getBoundingClientRect() ?? {};
  const seen = (key: string): boolean => { const box = within?.querySelector(`[data-block="${key}"]`)?.getBoundingClientRect(); return box !== undefined && box.bottom > top && box.top < bottom; };
  const block = texts.blocks.find(({ key }) => key === inHand) ?? texts.blocks.find((one) => one.step !== null && isText(one) && seen(one.key));
  return block && isText(block) ? wholeOf(texts, block) : null;
}

/** The whole step before or after the one where a draft begins; null at the ends of the text. */
export function stepBeside(texts: TextMaps, { field, start }: DraftSpan, by: 1 | -1): { readonly block: string; readonly range: Pick<DraftSpan, "field" | "start" | "end"> } | null {
  const written = texts.blocks.filter(isText);
  const beside = written[written.findLastIndex((one) => one.field === field && one.start <= start) + by];
  return beside ? { block: beside.key, range: wholeOf(texts, beside) } : null;
}

const isText = ({ text }: Block): boolean => /\S/u.test(text);
const wholeOf = ({ maps }: TextMaps, { field, start, end }: Block): Pick<DraftSpan, "field" | "start" | "end"> => ({ field, start: start + leading(maps[field], start), end: end - trailing(maps[field], end) });
