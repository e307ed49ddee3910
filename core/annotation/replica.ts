import type { Result } from "../result";
import { succeed } from "../result";
import { applyAll } from "./apply";
import type { Annotation } from "./annotation";
import type { AnnotationContext } from "./context";
import { foldLog } from "./fold";
import type { Operation } from "./operation";
import type { Conflict } from "./rebase";
import { rebase } from "./rebase";
import type { Refusal } from "./refusal";
import { subjectOf } from "./subject";
import type { History, HistoryStep } from "./undo";
import { emptyHistory, forget, redo, remember, undo } from "./undo";

/** One browser tab's copy of an annotation: what the server is known to hold, and what is still to be sent.
 *  A pure value; whoever owns it does the sending, one request at a time, and keeps `pending` on disk. */
export interface Replica {
  readonly base: Annotation;
  readonly pending: readonly Operation[];
  /** What is shown: the base with the pending operations on top. */
  readonly annotation: Annotation;
  readonly history: History;
  /** Pending operations that may stand in the log before the base already: sent once, and the base was read anew since. */
  readonly doubtful: ReadonlySet<string>;
  /** Pending operations that the server confirmed at an unknown place of the log. While there are any, read the annotation anew (`refresh`). */
  readonly logged: ReadonlySet<string>;
  /** Work of mine that no longer applies, until it is looked at. */
  readonly conflicts: readonly Conflict[];
}

const none: ReadonlySet<string> = new Set();

/** A tab that opens: what the server sent, and what a former sitting could not send any more (of which some may have arrived). */
export function openReplica(base: Annotation, kept: readonly Operation[], context: AnnotationContext): Replica {
  const blank: Replica = { base, pending: [], annotation: base, history: emptyHistory, doubtful: none, logged: none, conflicts: [] };
  return kept.length === 0 ? blank : settle({ ...blank, pending: kept, doubtful: idsOf(kept) }, [], context);
}

/** One gesture, as a batch: shown at once, to be sent, to be undone as one. All of it or nothing. */
export function act(replica: Replica, operations: readonly Operation[], context: AnnotationContext): Result<Replica, Refusal> {
  return take(replica, { operations, history: remember(replica.history, operations) }, context);
}

/** Where undo or redo led, and why it did nothing where it was refused. */
export interface Stepped {
  readonly replica: Replica;
  readonly refusal: Refusal | null;
}

/** Takes the last gesture back; the replica unchanged when there is none. A gesture that others have built upon is refused and forgotten, so that undo does not stick at it. */
export const undoLast = (replica: Replica, context: AnnotationContext, newId: () => string): Stepped =>
  walk(replica, undo(replica.history, newId), { ...replica.history, done: replica.history.done.slice(0, -1) }, context);

export const redoLast = (replica: Replica, context: AnnotationContext, newId: () => string): Stepped =>
  walk(replica, redo(replica.history, newId), { ...replica.history, undone: replica.history.undone.slice(0, -1) }, context);

/** What to send now, with `base.revision`; none when all is saved. */
export const toSend = (replica: Replica): readonly Operation[] => replica.pending.filter(({ opId }) => !replica.logged.has(opId));

export const needsRefresh = (replica: Replica): boolean => replica.logged.size > 0;

/** The answer 200 to a request: the operations are in the log. Only when they stand right behind the base is the new base known.
 *  @param sent what the request carried: a head of `toSend` */
export function acknowledge(replica: Replica, sent: readonly Operation[], revision: number): Replica {
  const known = replica.logged.size === 0 && !sent.some(({ opId }) => replica.doubtful.has(opId)) && revision === replica.base.revision + sent.length;
  if (!known) return { ...replica, logged: new Set([...replica.logged, ...idsOf(sent)]) };
  return { ...replica, base: foldLog(sent, replica.base), pending: replica.pending.slice(sent.length) };
}

/** The answer 409: what the log holds after the base. */
export const catchUp = (replica: Replica, missing: readonly Operation[], context: AnnotationContext): Replica => settle(replica, missing, context);

/** The annotation as read anew. What was confirmed is in it; what was sent without an answer may be. */
export function refresh(replica: Replica, base: Annotation, context: AnnotationContext): Replica {
  const pending = toSend(replica);
  return settle({ ...replica, base, pending, logged: none, doubtful: idsOf(pending) }, [], context);
}

/** The answer 422: the server refuses one of the operations, so that it goes, and the rest is tried again without it. */
export function reject(replica: Replica, refusal: Refusal, context: AnnotationContext): Replica {
  const operation = replica.pending.find(({ opId }) => opId === refusal.opId);
  if (!operation) return replica;
  const rest = settle({ ...replica, pending: replica.pending.filter((one) => one !== operation), history: forget(replica.history, new Set([refusal.opId])) }, [], context);
  return { ...rest, conflicts: [...rest.conflicts, { operation, refusal, mine: subjectOf(replica.annotation, operation), theirs: subjectOf(rest.annotation, operation) }] };
}

export const dismissConflicts = (replica: Replica): Replica => ({ ...replica, conflicts: [] });

function settle(replica: Replica, missing: readonly Operation[], context: AnnotationContext): Replica {
  const { base, annotation, pending, satisfied, conflicts } = rebase(replica.base, missing, replica.pending, context);
  const left = idsOf(pending);
  const given = idsOf([...satisfied, ...conflicts.map(({ operation }) => operation)]);
  return {
    base, annotation, pending,
    history: forget(replica.history, given),
    doubtful: both(replica.doubtful, left),
    logged: both(replica.logged, left),
    conflicts: [...replica.conflicts, ...conflicts],
  };
}

function take(replica: Replica, step: HistoryStep, context: AnnotationContext): Result<Replica, Refusal> {
  const applied = applyAll(replica.annotation, step.operations, context);
  if (!applied.ok) return applied;
  return succeed({ ...replica, annotation: applied.value, pending: [...replica.pending, ...step.operations], history: step.history });
}

function walk(replica: Replica, step: HistoryStep | null, without: History, context: AnnotationContext): Stepped {
  if (!step) return { replica, refusal: null };
  const taken = take(replica, step, context);
  return taken.ok ? { replica: taken.value, refusal: null } : { replica: { ...replica, history: without }, refusal: taken.error };
}

const idsOf = (operations: readonly Operation[]): ReadonlySet<string> => new Set(operations.map(({ opId }) => opId));
const both = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> => new Set([...a].filter((id) => b.has(id)));
