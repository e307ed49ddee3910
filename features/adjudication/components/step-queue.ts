import type { Result } from "@/core/result";
import type { ProblemDetails } from "@/web/problem";
import type { AdjudicationAnswer, NewDecision } from "../schema";
import { type Action, after, type Cut, decisionAt, foreseen, placeOf, type Sitting, type Step } from "./foresee";

/** How the adjudication stood when the step was made. */
type Looked = Pick<AdjudicationAnswer, "revision" | "decided">;
type Answer = Result<AdjudicationAnswer, ProblemDetails>;

/** The adjudication's routes. */
export interface AdjudicationEndpoint {
  readonly decide: (input: NewDecision) => Promise<Answer>;
  readonly submit: (at: Looked) => Promise<Answer>;
  readonly reopen: (at: Looked) => Promise<Answer>;
  readonly read: () => Promise<Answer>;
}

export interface QueueState {
  /** With the steps that are not saved yet. */
  readonly held: AdjudicationAnswer;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Steps that the server has not answered. */
  readonly waiting: number;
  readonly save: "saved" | "saving" | "failed";
  readonly problem: ProblemDetails | null;
}

/** How often a step is sent anew because others were faster at other places. */
const TRIES = 5;

/** Steps go to the server one behind the other; the page shows them as made at once, so that no key is lost while one is being saved.
 *  What cannot be sent now is kept for `again`. A step that others overtook is sent anew if they left its place alone; one that is refused is taken back on the page, and so is what was undone, made again or submitted after it. */
export class StepQueue {
  readonly #endpoint: AdjudicationEndpoint;
  readonly #cut: Cut;
  readonly #listeners = new Set<() => void>();
  #confirmed: Sitting;
  #waiting: readonly Action[] = [];
  #problem: ProblemDetails | null = null;
  #running = false;
  #state: QueueState;

  constructor(opening: AdjudicationAnswer, endpoint: AdjudicationEndpoint, cut: Cut) {
    this.#endpoint = endpoint;
    this.#cut = cut;
    this.#confirmed = { held: opening, done: [], undone: [] };
    this.#state = this.#seen();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): QueueState => this.#state;

  add(action: Action): void {
    this.#waiting = [...this.#waiting, action];
    void this.#send();
  }

  /** Sends what could not be sent. */
  again(): void {
    if (this.#waiting.length > 0) void this.#send();
  }

  dismiss(): void {
    this.#problem = null;
    this.#show();
  }

  async #send(): Promise<void> {
    if (this.#running) return this.#show();
    this.#running = true;
    this.#show();
    for (let tries = 0, action = this.#waiting[0]; action; action = this.#waiting[0]) {
      const answer = await this.#sendOne(action);
      if (!answer || answer.ok) {
        if (answer) this.#confirmed = after(this.#confirmed, action, answer.value);
        if (this.#problem && isForLater(this.#problem)) this.#problem = null; // a refusal stays until it is read
        this.#waiting = this.#waiting.slice(1);
        tries = 0;
      } else if (isForLater(answer.error)) {
        this.#problem = answer.error;
        break;
      } else {
        const fresh = answer.error.kind === "stale-revision" ? await this.#endpoint.read() : null;
        if (fresh && !fresh.ok) { this.#problem = fresh.error; break; }
        const fate = fresh ? this.#overtaken(action, fresh.value) : "refused";
        if (fresh) this.#confirmed = { held: fresh.value, done: [], undone: [] }; // somebody else's step may lie on top
        const others = this.#waiting.slice(1).filter(({ kind }) => kind === "decide");
        if (fate === "open" && ++tries < TRIES) this.#waiting = [action, ...others];
        else { this.#waiting = others; tries = 0; if (fate !== "there") this.#problem = answer.error; }
      }
      this.#show();
    }
    this.#running = false;
    this.#show();
  }

  /** Null: there is nothing to take back (any more). */
  async #sendOne(action: Action): Promise<Answer | null> {
    const { held: { revision, decided }, done, undone } = this.#confirmed;
    const at = { revision, decided };
    if (action.kind === "submit") return this.#endpoint.submit(at);
    if (action.kind === "reopen") return this.#endpoint.reopen(at);
    if (action.kind === "decide") return this.#endpoint.decide({ ...action.step, ...at });
    const last = (action.kind === "undo" ? done : undone).at(-1);
    return last ? this.#endpoint.decide({ undo: { operations: last.operations, decision: last.decision }, ...at }) : null;
  }

  /** What became of a step meanwhile: its place is as it was, or as the step wants it (its answer was lost), or another. */
  #overtaken(action: Action, fresh: AdjudicationAnswer): "open" | "there" | "refused" {
    if (action.kind !== "decide" || fresh.status === "submitted") return "refused";
    const { step } = action;
    const { held } = this.#confirmed;
    if ("add" in step) return countLike(fresh, step.add) > countLike(held, step.add) ? "there" : "open";
    const place = placeOf(step);
    if (place === null) return "refused";
    const [before, now] = [decisionAt(held, place), decisionAt(fresh, place)];
    if (now && (before?.choice !== now.choice || before.span !== now.span)) return wants(step, now) ? "there" : "refused";
    return before && !now ? "refused" : "open";
  }

  #seen(): QueueState {
    const { held, done, undone } = this.#waiting.reduce((sitting, action) => foreseen(sitting, action, this.#cut), this.#confirmed);
    return { held, canUndo: done.length > 0, canRedo: undone.length > 0, waiting: this.#waiting.length, save: this.#running ? "saving" : this.#problem || this.#waiting.length > 0 ? "failed" : "saved", problem: this.#problem };
  }

  #show(): void {
    this.#state = this.#seen();
    for (const listener of this.#listeners) listener();
  }
}

/** The step is right, only its time is not: no connection, a server that is starting or busy, a session that ran out. */
const isForLater = ({ status }: ProblemDetails): boolean => status === 0 || status === 401 || status === 429 || status >= 500;

function wants(step: Step, { choice, layer, reason }: { readonly choice: string; readonly layer: string | null; readonly reason: string }): boolean {
  if (reason !== ("reason" in step ? step.reason ?? "" : "")) return false;
  if ("question" in step) return layer === step.layer;
  return "groupKey" in step && step.choice.kind === choice && (step.choice.kind !== "accept" || step.choice.layer === layer);
}

const countLike = ({ gold }: AdjudicationAnswer, { field, start, end, label }: Extract<Step, { add: unknown }>["add"]): number =>
  gold.spans.filter((span) => span.field === field && span.start === start && span.end === end && span.label === label).length;
