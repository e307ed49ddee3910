/** A cache with a limit on the weight it holds: the least recently used goes first. Losing an entry costs time, never truth. */
export class WeighedCache<Key, Value> {
  readonly #entries = new Map<Key, { readonly value: Value; readonly weight: number }>();
  #held = 0;

  constructor(readonly limit: number) {}

  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key); // a Map remembers the order of insertion: the last used stands last
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: Key, value: Value, weight: number): void {
    this.delete(key);
    if (weight > this.limit) return;
    this.#entries.set(key, { value, weight });
    this.#held += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#held <= this.limit) break;
      this.delete(oldest);
    }
  }

  delete(key: Key): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#held -= entry.weight;
  }

  get weight(): number { return this.#held; }
}
