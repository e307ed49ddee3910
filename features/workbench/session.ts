import type { Annotation } from "@/core/annotation/annotation";
import type { AnnotationContext } from "@/core/annotation/context";
import type { Change, Operation } from "@/core/annotation/operation";
import { act, openReplica, redoLast, undoLast, type Replica, type Stepped } from "@/core/annotation/replica";
import type { Field, Span } from "@/core/annotation/span";
import type { CodePoint } from "@/core/text/offset";
import type { SaveState } from "./saving/saver";
import type { Granularity } from "./surface/snap";

/** The selection in the text, code points of one field; a bare caret where both are equal. */
export interface TextCursor {
  readonly field: Field;
  readonly anchor: CodePoint;
  readonly focus: CodePoint;
}

/** What digits and letters mean just now. */
export type Mode =
  | { readonly kind: "reading" }
  | { readonly kind: "granularity" }
  /** Digits answer this attribute of the selected span. */
  | { readonly kind: "answering"; readonly attribute: string }
  /** A target is being chosen for a relation from the selected span. */
  | { readonly kind: "relating"; readonly type: string; readonly query: string; readonly jumping: boolean }
  /** Arrows move this edge of the selected span. */
  | { readonly kind: "resizing"; readonly edge: "start" | "end" };

export type Dialog = "keys" | "skip" | "flag" | "conflicts" | "sign-in" | "submit" | null;

/** Something to say in the live region: a message of the catalogue. `serial` makes the same words twice two events. */
export interface Notice {
  readonly serial: number;
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly tone: "done" | "problem";
}

export interface WorkbenchState {
  /** The shown annotation with what is known of the server's, and what can be undone. */
  readonly replica: Replica;
  /** `replica.annotation`: what panels read. */
  readonly annotation: Annotation;
  /** Machine proposals that are shown, by their id here; apart from the annotation until they are accepted. */
  readonly suggestions: ReadonlyMap<string, Span>;
  readonly cursor: TextCursor | null;
  readonly selected: string | null;
  readonly granularity: Granularity;
  readonly mode: Mode;
  readonly dialog: Dialog;
  readonly hidden: boolean;
  readonly rendered: boolean;
  readonly save: SaveState;
  readonly notice: Notice | null;
  readonly finding: boolean;
}

/** Tells the surface which spans changed, synchronously: it draws in the same task. */
export type SpansListener = (changed: Iterable<string>, spans: ReadonlyMap<string, Span>) => void;

/** Makes each id once: operations, spans and relations are named by the browser. */
export const newId = (): string => crypto.randomUUID();

/** The state of one sitting at one annotation: what it says, what is selected, what can be undone. It neither draws nor saves: both listen. */
export class WorkbenchSession {
  readonly context: AnnotationContext;
  readonly readOnly: boolean;
  #state: WorkbenchState;
  readonly #listeners = new Set<() => void>();
  readonly #spansListeners = new Set<SpansListener>();
  /** Called when there is something new to save. */
  onPending: () => void = () => {};

  constructor(annotation: Annotation, context: AnnotationContext, options: { readonly readOnly: boolean; readonly granularity?: Granularity }) {
    this.context = context;
    this.readOnly = options.readOnly;
    this.#state = {
      replica: openReplica(annotation, [], context), annotation, suggestions: new Map(), cursor: null, selected: null, granularity: options.granularity ?? "character", mode: { kind: "reading" }, dialog: null,
      hidden: false, rendered: false, save: { kind: "saved", at: null }, notice: null, finding: false,
    };
  }

  get state(): WorkbenchState {
    return this.#state;
  }

  readonly getState = (): WorkbenchState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onSpans(listener: SpansListener): () => void {
    this.#spansListeners.add(listener);
    return () => this.#spansListeners.delete(listener);
  }

  set(patch: Partial<WorkbenchState>): void {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }

  say(key: string, values: Notice["values"] = {}, tone: Notice["tone"] = "done"): void {
    this.set({ notice: { serial: (this.#state.notice?.serial ?? 0) + 1, key, values, tone } });
  }

  /** Shows these proposals instead of those before. */
  suggest(suggestions: ReadonlyMap<string, Span>): void {
    const changed = new Set([...this.#state.suggestions.keys(), ...suggestions.keys()]);
    this.set({ suggestions });
    for (const listener of this.#spansListeners) listener(changed, suggestions);
  }

  select(id: string | null, mode: Mode = { kind: "reading" }): void {
    if (id !== this.#state.selected || mode.kind !== this.#state.mode.kind || mode !== this.#state.mode) this.set({ selected: id, mode });
  }

  /** Does one gesture: all its changes or none. What is refused is said, never half done. */
  perform(changes: readonly Change[], patch: Partial<WorkbenchState> = {}): boolean {
    return this.performOperations(changes.map((change) => ({ opId: newId(), ...change })), patch);
  }

  performOperations(operations: readonly Operation[], patch: Partial<WorkbenchState> = {}): boolean {
    if (operations.length === 0) return false;
    if (this.readOnly) {
      this.say("readOnly", {}, "problem");
      return false;
    }
    const next = act(this.#state.replica, operations, this.context);
    if (!next.ok) {
      this.say(`refused.${next.error.kind}`, {}, "problem");
      return false;
    }
    this.#hold(next.value, operations.flatMap(spanIds), patch);
    this.onPending();
    return true;
  }

  undo(): void {
    if (this.#state.replica.history.done.length === 0) this.say("nothingToUndo");
    else this.#step(undoLast(this.#state.replica, this.context, newId), "undone");
  }

  redo(): void {
    if (this.#state.replica.history.undone.length === 0) this.say("nothingToRedo");
    else this.#step(redoLast(this.#state.replica, this.context, newId), "redone");
  }

  /** The saver, another tab or a former sitting changed what is held. */
  replace(replica: Replica): void {
    const { annotation: before, replica: last } = this.#state;
    const news = replica.conflicts.length > last.conflicts.length;
    this.#hold(replica, before === replica.annotation ? [] : changedSpans(before, replica.annotation), news ? { dialog: "conflicts" } : {});
    if (!news && replica.annotation !== before && replica.base !== last.base && replica.annotation.revision !== before.revision) this.say("takenOver");
  }

  /** Operations that an earlier sitting could not send: shown again, and sent. */
  adopt(operations: readonly Operation[]): void {
    if (operations.length === 0) return;
    const { replica } = this.#state;
    const opened = openReplica(replica.base, [...operations, ...replica.pending], this.context);
    this.replace({ ...opened, history: replica.history });
    this.onPending();
  }

  #step({ replica, refusal }: Stepped, done: string): void {
    const before = this.#state.annotation;
    const changed = changedSpans(before, replica.annotation);
    const last = changed.findLast((id) => replica.annotation.spans.has(id));
    this.#hold(replica, changed, last ? { selected: last, mode: { kind: "reading" } } : {});
    if (refusal) return this.say(`refused.${refusal.kind}`, {}, "problem");
    this.onPending();
    this.say(done);
  }

  #hold(replica: Replica, changed: readonly string[], patch: Partial<WorkbenchState>): void {
    this.set({ replica, annotation: replica.annotation, ...this.#withoutGone(replica.annotation), ...patch });
    if (changed.length > 0) for (const listener of this.#spansListeners) listener(changed, replica.annotation.spans);
  }

  #withoutGone(annotation: Annotation): Partial<WorkbenchState> {
    const { selected } = this.#state;
    return selected !== null && !annotation.spans.has(selected) ? { selected: null, mode: { kind: "reading" } } : {};
  }
}

function spanIds(operation: Operation): string[] {
  switch (operation.type) {
    case "addSpan": case "removeSpan": return [operation.span.id];
    case "changeSpan": return [operation.id];
    default: return [];
  }
}

function changedSpans(before: Annotation, after: Annotation): string[] {
  const changed = [...before.spans.keys()].filter((id) => !after.spans.has(id));
  for (const [id, span] of after.spans) if (before.spans.get(id) !== span) changed.push(id);
  return changed;
}
