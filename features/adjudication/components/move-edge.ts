import { codePoint, type OffsetMap, sliceRange, toCodePoint, toUtf16, utf16 } from "@/core/text/offset";
import type { DraftSpan } from "./edit-bar";
import type { TextMaps } from "./score-model";

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
