/** Requests of one key in the current minute, counted in this process: a guard against a runaway script, not an account of use.
 *  Attempts at secrets (sign-in, setup) are counted in the database instead, for all instances together: data/rate-windows. */
export interface RateGuard {
  /** @returns seconds to wait, or 0 when the request may pass */
  admit(key: string, most: number): number;
}

const WINDOW = 60_000;

export function rateGuard(clock: () => number = () => performance.now()): RateGuard {
  let counts = new Map<string, number>();
  let ends = clock() + WINDOW;
  return {
    admit(key, most) {
      const now = clock();
      if (now >= ends) {
        counts = new Map(); // one window for all keys: nothing to sweep, nothing grows beyond a minute
        ends = now + WINDOW;
      }
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= most ? 0 : Math.max(1, Math.ceil((ends - now) / 1000));
    },
  };
}
