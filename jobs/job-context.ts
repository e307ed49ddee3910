import type { Database } from "@/data/database";
import type { Job } from "@/data/jobs";

/** Why a handler must stop: a person cancelled, the server stops (another goes on later), or the lease was lost. */
export type StopReason = "cancelled" | "stopping" | "lost";

export class JobStopped extends Error {
  override readonly name = "JobStopped";
  constructor(readonly reason: StopReason) { super(`the job was stopped: ${reason}`); }
}

/** What a handler works with. */
export interface JobContext {
  readonly db: Database;
  readonly job: Job;
  readonly now: () => Date;
  /** Tells how far the job is, and throws JobStopped when it must stop. Cheap: call it between batches. */
  step(progress: Readonly<Record<string, unknown>>): void;
}

/** Does one kind of job. Begun again after a crash with the same payload: it must find out where it stood. */
export type JobHandler = (context: JobContext) => Promise<void>;

/** Lets requests through: long work on this thread gives way after a few milliseconds. */
export class Breather {
  #since = performance.now();
  constructor(private readonly most = 8) {}
  async pause(): Promise<void> {
    if (performance.now() - this.#since < this.most) return;
    await new Promise((resolve) => { setImmediate(resolve); });
    this.#since = performance.now();
  }
}
