/** Work since the last break, over all traces of a tab. `at` in ms of the wall clock, when the last second was counted. */
export interface WorkSinceBreak {
  readonly seconds: number;
  readonly at: number;
}

/** Minutes without work that count as a break. */
const REST = 5;

/** One more active second at `now`. After a rest it begins anew; a clock that jumps, back or by hours, is taken for a rest too: a reminder too few, never one out of nowhere. */
export const oneMoreSecond = (since: WorkSinceBreak | null, now: number): WorkSinceBreak =>
  since === null || now < since.at || now - since.at > REST * 60_000 ? { seconds: 1, at: now } : { seconds: since.seconds + 1, at: now };

/** Minutes worked when a break is due, else null. @param every minutes; 0: never */
export const breakDue = ({ seconds }: WorkSinceBreak, every: number): number | null => (every > 0 && seconds >= every * 60 ? Math.floor(seconds / 60) : null);
