import type { Annotation } from "@/core/annotation/annotation";
import type { AnnotationContext } from "@/core/annotation/context";
import type { Change, Operation } from "@/core/annotation/operation";
import { act, openReplica, redoLast, undoLast, type Replica, type Stepped } from "@/core/annotation/replica";
import type { Span } from "@/core/annotation/span";
import { AfterPaint } from "./after-paint";
import { RejectionHistory } from "./rejection-history";
import { newId } from "./new-id";
import type { Mode, Notice, WorkbenchState } from "./session-state";
import { openSuggestions, type SuggestionKey, suggestionKey } from "./suggested-spans";

/** Tells the surface which spans changed, synchronously and before other listeners: it draws in the same task. */
export type SpansListener = (changed: Iterable<string>, spans: ReadonlyMap<string, Span>) => void;

/** The state of one sitting at one annotation: what it says, what is selected, what can be undone. It neither draws nor saves: both listen. */
export class WorkbenchSession {
  readonly context: AnnotationContext;
  readonly readOnly: boolean;
  /** The state that the sitting began with: what the server has drawn. */
  readonly opened: WorkbenchState;
  #state: WorkbenchState;
  readonly #listeners = new Set<() => void>();
  readonly #spansListeners = new Set<SpansListener>();
  readonly #panels = new Set<() => void>();
  readonly #later = new AfterPaint(() => { for (const listener of this.#panels) listener(); });
  #inText = 0;
  /** Called when there is something new to save. */
  onPending: () => void = () => {};
  /** Called when suggestions were rejected, or a rejection was taken back. */
  onRejected: (suggestions: readonly SuggestionKey[], rejected: boolean) => void = () => {};
  #offered: ReadonlyMap<string, Span>;
  #rejected: ReadonlySet<string>;
  readonly #rejections = new RejectionHistory();

  constructor(annotation: Annotation, context: AnnotationContext, options: { readonly readOnly: boolean; readonly offered?: ReadonlyMap<string, Span>; readonly rejected?: ReadonlySet<string> }) {
    this.context = context;
    this.readOnly = options.readOnly;
    this.#offered = options.offered ?? new Map();
    this.#rejected = options.rejected ?? new Set();
    this.#state = this.opened = {
      replica: openReplica(annotation, [], context), annotation, suggestions: openSuggestions(this.#offered, annotation, this.#rejected), cursor: null, selected: null, granularity: "character", mode: { kind: "reading" }, dialog: null,
      hidden: false, rendered: false, save: { kind: "saved", at: null }, notice: null, finding: false, overlap: null, arcs: false, cues: false,
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

  /** As `subscribe`, for what stands around the text: told after the next paint of what was done in `textFirst`, at once of everything else. */
  readonly subscribePanel = (listener: () => void): (() => void) => {
    this.#panels.add(listener);
    return () => this.#panels.delete(listener);
  };

  /** Does what a key or a press in the text asks for: the text is painted with it before the panels are brought up to date. */
  textFirst<Answer>(act: () => Answer): Answer {
    this.#inText++;
    try {
      return act();
    } finally {
      this.#inText--;
    }
  }

  /** Tells the panels now what they wait for: something of theirs is about to be used. */
  tellPanels(): void {
    this.#later.now();
  }

  /** @param changed spans that are drawn before anybody is told, so that whoever looks at the text finds it as it is */
  set(patch: Partial<WorkbenchState>, changed?: { readonly ids: readonly string[]; readonly spans: ReadonlyMap<string, Span> }): void {
    const before = this.#state;
    const moves = "cursor" in patch || patch.selected === null || patch.mode !== undefined;
    this.#state = { ...before, ...(moves ? { overlap: null } : {}), ...patch };
    if (changed && changed.ids.length > 0) for (const listener of this.#spansListeners) listener(changed.ids, changed.spans);
    for (const listener of this.#listeners) listener();
    // What takes the focus must be there for the next key.
    const takesFocus = before.dialog !== this.#state.dialog || before.finding !== this.#state.finding;
    if (this.#inText > 0 && !takesFocus) return this.#later.ask();
    this.#later.cancel();
    for (const listener of this.#panels) listener();
  }

  say(key: string, values: Notice["values"] = {}, tone: Notice["tone"] = "done"): void {
    this.set({ notice: { serial: (this.#state.notice?.serial ?? 0) + 1, key, values, tone } });
  }

  /** Offers these proposals instead of those before; what was taken over or rejected is not shown again.
   *  @param rejected by their ids here, from earlier sittings as well */
  suggest(offered: ReadonlyMap<string, Span>, rejected: ReadonlySet<string> = this.#rejected): void {
    this.#offered = offered;
    this.#rejected = rejected;
    this.#offer();
  }

  get offered(): ReadonlyMap<string, Span> {
    return this.#offered;
  }

  get rejected(): ReadonlySet<string> {
    return this.#rejected;
  }

  /** Puts proposals aside for good, or (`back`) shows them again. */
  reject(ids: readonly string[], back = false): void {
    const known = ids.filter((id) => this.#rejected.has(id) === back);
    if (known.length > 0 && !back) this.#rejections.made(known, this.#state.replica.history.done.length);
    this.#setRejected(known, back);
  }

  #setRejected(known: readonly string[], back: boolean): void {
    if (known.length === 0) return;
    this.#rejected = back ? new Set([...this.#rejected].filter((id) => !known.includes(id))) : new Set([...this.#rejected, ...known]);
    this.#offer();
    this.onRejected(known.flatMap((id) => { const span = this.#offered.get(id); return span ? [suggestionKey(span)] : []; }), !back);
  }

  #offer(): void {
    const before = this.#state.suggestions;
    const suggestions = openSuggestions(this.#offered, this.#state.annotation, this.#rejected);
    const changed = [...before.keys()].filter((id) => !suggestions.has(id)).concat([...suggestions.keys()].filter((id) => !before.has(id)));
    if (changed.length === 0) return;
    this.set({ suggestions }, { ids: changed, spans: suggestions });
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
    this.#rejections.gestureMade();
    this.#hold(next.value, operations.flatMap(spanIds), patch);
    this.onPending();
    return true;
  }

  undo(): void {
    const rejected = this.#rejections.undo(this.#gestures);
    if (rejected) {
      this.#setRejected(rejected, true);
      return this.say("undone");
    }
    if (this.#state.replica.history.done.length === 0) this.say("nothingToUndo");
    else this.#step(undoLast(this.#state.replica, this.context, newId), "undone");
  }

  redo(): void {
    const rejected = this.#rejections.redo(this.#gestures);
    if (rejected) {
      this.#setRejected(rejected, false);
      return this.say("redone");
    }
    if (this.#state.replica.history.undone.length === 0) this.say("nothingToRedo");
    else this.#step(redoLast(this.#state.replica, this.context, newId), "redone");
  }

  get #gestures(): { readonly done: number; readonly undone: number } {
    const { done, undone } = this.#state.replica.history;
    return { done: done.length, undone: undone.length };
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
    this.#hold(replica, changed, this.#whereChanged(changed, before, replica.annotation));
    if (refusal) return this.say(`refused.${refusal.kind}`, {}, "problem");
    this.onPending();
    this.say(done);
  }

  /** The eye goes where something changed: to the span that is back or different, or to the text of the one that is gone, selected again so that another label can be set. */
  #whereChanged(changed: readonly string[], before: Annotation, after: Annotation): Partial<WorkbenchState> {
    const id = changed.findLast((one) => after.spans.has(one)) ?? changed.at(-1);
    const span = id === undefined ? undefined : (after.spans.get(id) ?? before.spans.get(id));
    if (!span) return {};
    const { cursor } = this.#state;
    const { field, start, end } = span;
    const stays = after.spans.has(span.id) && cursor?.field === field && start <= cursor.focus && cursor.focus <= end;
    const bare = after.spans.has(span.id) || this.context.codebook.unit !== "span";
    return { ...(stays ? {} : { cursor: { field, anchor: start, focus: bare ? start : end } }), ...(after.spans.has(span.id) ? { selected: span.id } : {}), mode: { kind: "reading" } };
  }

  #hold(replica: Replica, changed: readonly string[], patch: Partial<WorkbenchState>): void {
    this.set({ replica, annotation: replica.annotation, ...this.#withoutGone(replica.annotation), ...patch }, { ids: changed, spans: replica.annotation.spans });
    if (changed.length > 0 && this.#offered.size > 0) this.#offer();
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
