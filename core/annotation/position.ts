import { FIELDS } from "./span";
import type { Field } from "./span";

/** Where something begins: in reading order prompt, CoT, answer, then by offset. */
export interface Position {
  readonly field: Field;
  readonly start: number;
}

/** Negative when a begins before b, 0 at the same place. */
export const compareStarts = (a: Position, b: Position): number => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) || a.start - b.start;

/** Reading order; of two that begin together the longer first, then by id, so that the order is total. */
export const compareSpans = (a: Position & { readonly end: number; readonly id: string }, b: Position & { readonly end: number; readonly id: string }): number =>
  compareStarts(a, b) || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
