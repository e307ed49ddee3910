import type { Surroundings } from "./command";
import { EXIT, Failure, usageFailure } from "./exit";
import { wholeNumber } from "./options";

/** Seconds without an answer after which a command gives up, unless --give-up says otherwise. */
export const GIVE_UP_SECONDS = 30;
/** The option of that name. @throws Failure (usage) */
export function giveUpSeconds(given: string | undefined, usage: string): number {
  const seconds = wholeNumber(given, "--give-up", usage) ?? GIVE_UP_SECONDS;
  if (seconds < 0) throw usageFailure("--give-up is a number of seconds, 0 or more", usage);
  return seconds;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

/** What a command does when the server goes away in the middle: it says so at once, tries again ever more rarely, and gives up after so many seconds without an answer. */
export class Patience {
  #waited = 0;
  #tries = 0;

  /** @param json whoever watches gets one JSON object a line, on standard error */
  constructor(private readonly seconds: number, private readonly surroundings: Pick<Surroundings, "terminal" | "pause">, private readonly json: boolean) {}

  /** The server answered: the next break begins anew. */
  answered(): void {
    this.#waited = 0;
    this.#tries = 0;
  }

  /** Does what may be done twice, again after each break of the connection. */
  async through<Value>(work: () => Promise<Value>): Promise<Value> {
    for (;;) {
      try {
        const value = await work();
        this.answered();
        return value;
      } catch (error) {
        await this.again(error);
      }
    }
  }

  /** Waits before the next try. @throws the error itself when it is no break of the connection, and when patience is at its end */
  async again(error: unknown): Promise<void> {
    if (!(error instanceof Failure) || error.exit !== EXIT.unreachable) throw error;
    const left = this.seconds * 1000 - this.#waited;
    if (left <= 0) throw this.#tries === 0 ? error : new Failure(EXIT.unreachable, { ...error.problem, detail: `${error.problem.detail ?? error.problem.title} Given up after ${this.seconds} s and ${this.#tries} more tries.`, tries: this.#tries, waitedSeconds: this.#waited / 1000 });
    const wait = Math.min(FIRST_WAIT * 2 ** this.#tries, LONGEST_WAIT, left);
    this.#tries++;
    const told = { ...error.problem, retry: this.#tries, retryInSeconds: wait / 1000, givingUpInSeconds: left / 1000 };
    this.surroundings.terminal.say(this.json ? JSON.stringify(told) : `${error.problem.title}: ${error.problem.detail ?? ""} Trying again in ${wait / 1000} s (try ${this.#tries}); giving up in ${left / 1000} s.`);
    await this.surroundings.pause(wait);
    this.#waited += wait;
  }
}
