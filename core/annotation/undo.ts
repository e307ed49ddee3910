import { invertAll } from "./invert";
import type { Operation } from "./operation";

/** What can be undone and redone in a sitting. An entry is the batch that one gesture made, as it stands in the log. */
export interface History {
  readonly done: readonly (readonly Operation[])[];
  readonly undone: readonly (readonly Operation[])[];
}

/** One step through the history: the operations to apply and append, and the history once they are accepted. */
export interface HistoryStep {
  readonly operations: readonly Operation[];
  readonly history: History;
}

export const emptyHistory: History = { done: [], undone: [] };

/** A new gesture: it can be undone, and what was undone before it can no longer be redone. */
export const remember = (history: History, operations: readonly Operation[]): History => (operations.length === 0 ? history : { done: [...history.done, operations], undone: [] });

/** The inverse of the last gesture, as new operations; null when there is none. Nothing is ever taken out of the log. */
export function undo(history: History, newId: () => string): HistoryStep | null {
  const last = history.done.at(-1);
  if (!last) return null;
  const operations = invertAll(last, newId);
  return { operations, history: { done: history.done.slice(0, -1), undone: [...history.undone, operations] } };
}

/** The inverse of the last undo, as new operations; null when there is none. */
export function redo(history: History, newId: () => string): HistoryStep | null {
  const last = history.undone.at(-1);
  if (!last) return null;
  const operations = invertAll(last, newId);
  return { operations, history: { done: [...history.done, operations], undone: history.undone.slice(0, -1) } };
}

/** Forgets operations that a rebase gave up; an entry that lost one of its operations can no longer be undone as a gesture and goes as a whole. */
export function forget(history: History, opIds: ReadonlySet<string>): History {
  const keeps = (operations: readonly Operation[]): boolean => !operations.some(({ opId }) => opIds.has(opId));
  return { done: history.done.filter(keeps), undone: history.undone.filter(keeps) };
}
