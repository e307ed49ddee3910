/** A count at a time, in milliseconds. */
export interface Sample {
  readonly at: number;
  readonly count: number;
}

const WINDOW_MS = 15_000;

/** Adds a sample and forgets those older than 15 s, but for one: the rate is of the recent past, not of the whole. */
export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const recent = samples.filter(({ at }) => sample.at - at <= WINDOW_MS);
  return [...(recent.length > 0 ? recent : samples.slice(-1)), sample];
}

/** Counts a second over the samples; null while there are fewer than two, or no time between them. */
export function rate(samples: readonly Sample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at <= first.at) return null;
  return ((last.count - first.count) * 1000) / (last.at - first.at);
}
