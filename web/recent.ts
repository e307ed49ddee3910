/** A bounded cache for look-ups that every request repeats: an entry lives `lifetime` milliseconds at most, so a change made by another
 *  instance shows after that time, and one made here shows at once through `forget`. Misses that run at the same time share one look-up.
 *  Failures are not kept, nor what `keep` turns down: a refusal must not outlive its reason. */
export interface Recent<Value> {
  get(key: string, look: () => Promise<Value>): Promise<Value>;
  forget(key: string): void;
  forgetAll(): void;
}

interface Entry<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

export function recent<Value>(options: { readonly most: number; readonly lifetime: number; readonly keep?: (value: Value) => boolean; readonly clock?: () => number }): Recent<Value> {
  const clock = options.clock ?? (() => performance.now());
  const entries = new Map<string, Entry<Value>>();
  return {
    get(key, look) {
      const now = clock();
      const held = entries.get(key);
      if (held && held.until > now) return held.value;
      const value = look();
      entries.delete(key); // insertion order is then order of age, so that the oldest goes first
      if (entries.size >= options.most) entries.delete(entries.keys().next().value!);
      const entry = { value, until: now + options.lifetime };
      entries.set(key, entry);
      const drop = (): void => { if (entries.get(key) === entry) entries.delete(key); };
      value.then((found) => { if (options.keep?.(found) === false) drop(); }, drop);
      return value;
    },
    forget(key) { entries.delete(key); },
    forgetAll() { entries.clear(); },
  };
}
