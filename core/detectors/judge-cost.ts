/** Prices of an endpoint, in one currency, per million tokens. */
export interface JudgePrices {
  readonly input: number;
  readonly output: number;
}

export interface JudgeUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export const costOf = ({ inputTokens, outputTokens }: JudgeUsage, { input, output }: JudgePrices): number => (inputTokens * input + outputTokens * output) / 1e6;

export const addUsage = (a: JudgeUsage, b: JudgeUsage): JudgeUsage => ({ inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens });

/** Whether the next request may be made: what was spent, what is on its way and the request itself, each at most `perRequest`, stay within the budget. A budget of null has no end. */
export const withinBudget = ({ spent, underWay, perRequest, budget }: { spent: number; underWay: number; perRequest: number; budget: number | null }): boolean => budget === null || spent + (underWay + 1) * perRequest <= budget;

/** Pause before the next attempt, ms: what the endpoint asks for (Retry-After, in seconds or as a date), else doubling from half a second, up to a minute.
 *  @param attempt 0 after the first failure */
export function pauseBefore(attempt: number, retryAfter: string | null, now: Date): number {
  const most = 60_000;
  if (retryAfter !== null) {
    const asked = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now.getTime();
    if (Number.isFinite(asked) && asked >= 0) return Math.min(most, asked);
  }
  return Math.min(most, 500 * 2 ** Math.min(attempt, 10));
}
