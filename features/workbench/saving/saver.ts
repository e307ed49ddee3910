import type { AnnotationContext } from "@/core/annotation/context";
import type { Operation } from "@/core/annotation/operation";
import { acknowledge, catchUp, needsRefresh, refresh, reject, toSend, type Replica } from "@/core/annotation/replica";
import { fromFold } from "@/core/annotation/serialize";
import type { ProblemReason } from "@/ui/problem-words";
import type { AnnotationEndpoint, AppendAnswer } from "./annotation-endpoint";
import type { QueueStore } from "./queue-store";

export type SaveState =
  | { readonly kind: "saved"; readonly at: number | null }
  | { readonly kind: "saving"; readonly waiting: number }
  | { readonly kind: "offline"; readonly waiting: number }
  | { readonly kind: "signed-out"; readonly waiting: number }
  | { readonly kind: "stopped"; readonly waiting: number; readonly detail: string; /** The detail by its code, where it has one. */ readonly reason?: ProblemReason };

/** The one who owns the replica: the session in the page, a plain variable in tests. */
export interface ReplicaOwner {
  readonly context: AnnotationContext;
  replica(): Replica;
  replace(replica: Replica): void;
  onState(state: SaveState): void;
  /** A batch stands in the log behind revision `base`: other tabs are told. */
  onSaved(base: number, operations: readonly Operation[]): void;
}

/** Operations wait so long for company, ms: a burst goes as one batch, and each is sent well within a second. */
const GATHER = 200;
const BATCH = 200;
const BACKOFF = { first: 1_000, most: 30_000 };

/** Sends what a replica has pending, in order and one batch at a time, until each operation is acknowledged, refused or given up by a rebase. Nothing leaves the queue otherwise. */
export class Saver {
  readonly #owner: ReplicaOwner;
  readonly #endpoint: Pick<AnnotationEndpoint, "append" | "current">;
  readonly #store: Pick<QueueStore, "put">;
  #sending: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #failures = 0;
  #halted: Extract<SaveState, { kind: "signed-out" | "stopped" }> | null = null;
  #savedAt: number | null = null;

  constructor(owner: ReplicaOwner, endpoint: Pick<AnnotationEndpoint, "append" | "current">, store: Pick<QueueStore, "put">) {
    this.#owner = owner;
    this.#endpoint = endpoint;
    this.#store = store;
  }

  get waiting(): number {
    return this.#owner.replica().pending.length;
  }

  /** The replica has something new to send: keeps it, and sends it shortly. */
  changed(): void {
    this.#keep();
    this.#say();
    if (!this.#timer && !this.#sending) this.#wait(GATHER);
  }

  /** Sends now; `last` on the way out of the page, so that the browser finishes it. */
  async flush(last = false): Promise<void> {
    while (this.#sending) await this.#sending;
    if (this.#halted || this.waiting === 0) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#sending = this.#exchange(last).finally(() => { this.#sending = null; });
    await this.#sending;
    this.#keep();
    this.#say();
    if (this.waiting > 0 && !this.#halted && !this.#timer) this.#wait(0);
  }

  /** The network, or the session, is back. */
  resume(): void {
    this.#halted = null;
    this.#failures = 0;
    this.#say();
    this.#wait(0);
  }

  /** Another tab saved these behind revision `base`. */
  async learn(base: number, operations: readonly Operation[]): Promise<void> {
    while (this.#sending) await this.#sending;
    const replica = this.#owner.replica();
    if (base === replica.base.revision) this.#take(catchUp(replica, operations, this.#owner.context));
    else if (base + operations.length > replica.base.revision) await this.reread();
  }

  /** Asks what the server holds now. */
  async reread(): Promise<void> {
    const held = await this.#endpoint.current();
    if (!held || this.#sending) return;
    const replica = this.#owner.replica();
    if (held.revision > replica.base.revision || needsRefresh(replica)) this.#take(refresh(replica, fromFold(held), this.#owner.context));
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #exchange(last: boolean): Promise<void> {
    const replica = this.#owner.replica();
    const sent = toSend(replica).slice(0, BATCH);
    this.#say();
    if (sent.length > 0) this.#hear(await this.#endpoint.append(replica.base.revision, sent, last), replica.base.revision, sent);
    if (!needsRefresh(this.#owner.replica())) return;
    const held = await this.#endpoint.current();
    if (held) this.#owner.replace(refresh(this.#owner.replica(), fromFold(held), this.#owner.context));
    else this.#backOff(null);
  }

  #hear(answer: AppendAnswer, base: number, sent: readonly Operation[]): void {
    const replica = this.#owner.replica();
    const { context } = this.#owner;
    if (answer.kind !== "unreachable") this.#failures = 0;
    switch (answer.kind) {
      case "saved":
        this.#owner.replace(acknowledge(replica, sent, answer.revision));
        this.#savedAt = Date.now();
        return this.#owner.onSaved(base, sent);
      case "stale": return this.#owner.replace(catchUp(replica, answer.missing, context));
      case "refused":
        // Without a named operation the first one is the culprit: the server takes batches in order.
        return this.#owner.replace(reject(replica, answer.refusal ?? { opId: sent[0]!.opId, type: sent[0]!.type, kind: "stale-from", key: answer.detail }, context));
      case "signed-out": this.#halted = { kind: "signed-out", waiting: this.waiting }; return;
      case "forbidden": this.#halted = { kind: "stopped", waiting: this.waiting, detail: answer.detail, ...(answer.reason ? { reason: answer.reason } : {}) }; return;
      case "unreachable": return this.#backOff(answer.retryAfter);
    }
  }

  #backOff(retryAfter: number | null): void {
    const pause = retryAfter === null ? Math.min(BACKOFF.most, BACKOFF.first * 2 ** this.#failures) : retryAfter * 1_000;
    this.#failures++;
    this.#wait(pause * (0.75 + Math.random() / 2)); // apart from the other tabs and annotators that wait for the same server
  }

  #take(replica: Replica): void {
    this.#owner.replace(replica);
    this.#keep();
    this.#say();
  }

  #keep(): void {
    const { base, pending } = this.#owner.replica();
    void this.#store.put(base.revision, pending);
  }

  #wait(pause: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#timer = null; void this.flush(); }, pause);
  }

  #say(): void {
    const { waiting } = this;
    if (this.#halted) this.#owner.onState({ ...this.#halted, waiting });
    else if (waiting === 0) this.#owner.onState({ kind: "saved", at: this.#savedAt });
    else this.#owner.onState({ kind: this.#failures > 0 ? "offline" : "saving", waiting });
  }
}
