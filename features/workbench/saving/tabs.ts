import type { Operation } from "@/core/annotation/operation";

interface Saved {
  readonly base: number;
  readonly operations: readonly Operation[];
}

/** Tells the other tabs of this browser what was saved, so that they show it without asking the server. */
export class Tabs {
  readonly #channel: BroadcastChannel | null;
  /** A save that was under way may still be answered. */
  #closed = false;

  constructor(annotation: string, onSaved: (base: number, operations: readonly Operation[]) => void) {
    this.#channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`switchback:${annotation}`);
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<Saved>) => onSaved(data.base, data.operations));
  }

  tell(base: number, operations: readonly Operation[]): void {
    if (!this.#closed) this.#channel?.postMessage({ base, operations } satisfies Saved);
  }

  close(): void {
    this.#closed = true;
    this.#channel?.close();
  }
}
