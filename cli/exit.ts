/** What a run ended as (`rejected`: some rows were, or there was nothing to measure): the exit codes of the command, so that scripts can tell them apart. */
export const EXIT = { done: 0, rejected: 1, usage: 2, unreachable: 3 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** A failure that ends the command: an exit code and an RFC 9457 problem, printed as one line or as JSON. */
export class Failure extends Error {
  constructor(readonly exit: Exit, readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status?: number;
  readonly detail?: string;
  readonly [extension: string]: unknown;
}

export const usageFailure = (detail: string, usage?: string): Failure =>
  new Failure(EXIT.usage, { type: "/problems/usage", title: "The command cannot be run like this", detail, ...(usage === undefined ? {} : { usage }) });
