/** Length bins of Mantel–Haenszel: upper edges in tokens, each twice the one before. */
const LENGTH_BINS = [250, 500, 1000, 2000, 4000, 8000, 16000, Infinity] as const;

export interface LengthStratum {
  /** Events and tokens of [reference, later], weighted by 1/π. */
  readonly y: [number, number];
  readonly exposure: [number, number];
}

/** Two groups of traces within length bins × difficulty of the prompt: what Mantel–Haenszel pools.
 *  @param classOf prompt → class of difficulty; the others are a class of their own */
export function lengthStrata<Trace extends { readonly prompt: string; readonly tokens: number; readonly weight: number }>(reference: readonly Trace[], later: readonly Trace[], classOf: ReadonlyMap<string, string>, count: (trace: Trace) => number): LengthStratum[] {
  const cells = new Map<string, LengthStratum>();
  for (const [group, traces] of [reference, later].entries()) {
    for (const trace of traces) {
      const key = `${LENGTH_BINS.findIndex((edge) => trace.tokens < edge)} ${classOf.get(trace.prompt) ?? "unknown"}`;
      let cell = cells.get(key);
      if (!cell) cells.set(key, cell = { y: [0, 0], exposure: [0, 0] });
      cell.y[group]! += trace.weight * count(trace);
      cell.exposure[group]! += trace.weight * trace.tokens;
    }
  }
  return [...cells.values()];
}
