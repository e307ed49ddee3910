import type { SuggestionKey } from "../suggested-spans";
import type { AnnotationEndpoint } from "./annotation-endpoint";

const AGAIN = 10_000;

/** Tells the server which suggestions were put aside. What it has not heard of yet is kept in this browser and told again: either twice is once, and of one suggestion the last word counts. */
export class RejectionReports {
  readonly #key: string;
  readonly #endpoint: Pick<AnnotationEndpoint, "reject">;
  /** Suggestion, as JSON → whether it is rejected. */
  #waiting: Map<string, boolean>;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(annotation: string, endpoint: Pick<AnnotationEndpoint, "reject">) {
    this.#key = `switchback.rejections:${annotation}`;
    this.#endpoint = endpoint;
    this.#waiting = new Map(this.#kept());
    if (this.#waiting.size > 0) void this.send();
  }

  add(suggestions: readonly SuggestionKey[], rejected: boolean): void {
    for (const { layer, span } of suggestions) this.#waiting.set(JSON.stringify({ layer, span }), rejected);
    this.#keep();
    void this.send();
  }

  async send(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    for (const rejected of [true, false]) {
      const sent = [...this.#waiting].filter(([, value]) => value === rejected).map(([name]) => name);
      if (sent.length === 0) continue;
      const taken = await this.#endpoint.reject(sent.map((name) => JSON.parse(name) as SuggestionKey), rejected);
      if (taken) for (const name of sent) if (this.#waiting.get(name) === rejected) this.#waiting.delete(name);
    }
    this.#keep();
    if (this.#waiting.size > 0) this.#timer ??= setTimeout(() => void this.send(), AGAIN);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #kept(): [string, boolean][] {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? "[]") as [string, boolean][];
    } catch {
      return []; // no storage: what could not be told is shown again
    }
  }

  #keep(): void {
    try {
      if (this.#waiting.size === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify([...this.#waiting]));
    } catch {
      return;
    }
  }
}
