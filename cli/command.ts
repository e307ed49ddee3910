import type { Exit } from "./exit";
import type { Terminal } from "./terminal";

/** What a command is given: nothing is taken from the process behind its back, so that tests run it whole. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  readonly input: AsyncIterable<Uint8Array>;
  readonly fetch: typeof fetch;
  /** Resolves after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  /** @throws Failure with the exit code when the work could not be done */
  readonly run: (args: readonly string[], surroundings: Surroundings) => Promise<Exit>;
}
