import type { Database } from "@/data/database";
import { isUnreachable } from "@/data/database";
import { newId } from "@/data/id";
import type { Job } from "@/data/jobs";
import { isOutOfSpace } from "@/data/out-of-space";
import { claimJob, finishJob, reclaimJobs, renewJob, yieldJob } from "@/data/jobs";
import { countTokensOfTraces } from "./count-tokens";
import { runLexicon } from "./detect";
import { runImport } from "./import";
import type { JobContext, JobHandler, StopReason } from "./job-context";
import { JobStopped } from "./job-context";
import type { JudgeLeave } from "./judge";
import { runJudge } from "./judge";
import { MIGRATE } from "./follow-codebook";
import { migrateAnnotations } from "./migrate-annotations";
import { findNearDuplicates, NEAR_DUPLICATES } from "./near-duplicates";
import { runRelease } from "./release";

export interface JobRunner {
  /** Asks running jobs to stop and waits; they go on at the next start. */
  stop(): Promise<void>;
}

/** Kinds that share a line, with what does them: each line works on one job at a time, so that counting tokens never keeps an import waiting. */
export type Lane = Readonly<Record<string, JobHandler>>;

export interface RunnerOptions {
  readonly lanes?: readonly Lane[];
  /** Which endpoints may be asked to judge, and with which key. */
  readonly judge?: JudgeLeave;
  readonly now?: () => Date;
  /** Pause between looks at an empty queue, ms. */
  readonly idle?: number;
  /** Life of a lease, ms; renewed four times in it. */
  readonly lease?: number;
}

const LANES: readonly Lane[] = [{ import: runImport, release: runRelease, [MIGRATE]: migrateAnnotations }, { "count-tokens": countTokensOfTraces, [NEAR_DUPLICATES]: findNearDuplicates }, { detect: runLexicon }];
/** Nobody may be asked: what a server without JUDGE_HOSTS allows. */
const NO_JUDGE: JudgeLeave = { hosts: [], key: undefined };
/** A job that brought its process down so often is not begun again. */
const MOST_ATTEMPTS = 5;

/** Works on queued jobs, one a lane, until stopped. Any number of server processes may do this on one database. */
export function startJobs(db: Database, { judge = NO_JUDGE, lanes = [...LANES, { judge: runJudge(() => judge) }], now = () => new Date(), idle = 500, lease = 20_000 }: RunnerOptions = {}): JobRunner {
  const runner = newId();
  let stopping = false;
  const wakings = new Set<() => void>();
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => {
    const wake = (): void => { clearTimeout(timer); wakings.delete(wake); resolve(); };
    const timer = setTimeout(wake, ms);
    wakings.add(wake);
  });
  const leaseEnd = (): Date => new Date(now().getTime() + lease);

  async function work(lane: Lane): Promise<void> {
    while (!stopping) {
      try {
        const job = await claimJob(db, runner, Object.keys(lane), leaseEnd(), now());
        const handler = job && lane[job.kind];
        if (handler) await perform(job, handler);
        else await sleep(idle);
      } catch (error) {
        if (!isUnreachable(error)) reportFault(error);
        await sleep(4 * idle); // the database is away or full: the lease will run out, and the job is taken up again
      }
    }
  }

  async function perform(job: Job, handler: JobHandler): Promise<void> {
    let reason: StopReason | null = null;
    let progress = job.progress;
    const renew = async (): Promise<void> => {
      const held = await renewJob(db, job.id, runner, leaseEnd(), progress);
      if (!held) reason = "lost";
      else if (held.cancelRequested) reason = "cancelled";
    };
    const timer = setInterval(() => { renew().catch(() => {}); }, Math.min(lease / 4, 2000));
    const context: JobContext = {
      db, job, now,
      step: (next) => {
        progress = next;
        const stop = reason ?? (stopping ? "stopping" : null);
        if (stop) throw new JobStopped(stop);
      },
    };
    try {
      if (job.attempts > MOST_ATTEMPTS) throw new Error(`given up after ${MOST_ATTEMPTS} attempts that ended with the server`);
      if (job.cancelRequested) throw new JobStopped("cancelled");
      await handler(context);
      await renew();
      await finishJob(db, job.id, runner, { state: "done", now: now() });
    } catch (error) {
      if (error instanceof JobStopped) {
        if (error.reason === "stopping") await yieldJob(db, job.id, runner);
        if (error.reason === "cancelled") {
          await renew().catch(reportFault); // how far it came
          await finishJob(db, job.id, runner, { state: "cancelled", now: now() });
        }
      } else if (isUnreachable(error) || isOutOfSpace(error)) {
        if (isOutOfSpace(error)) await yieldJob(db, job.id, runner); // it waits for room, however long that takes
        throw error;
      } else {
        await renew().catch(reportFault);
        await finishJob(db, job.id, runner, { state: "failed", error: error instanceof Error ? error.message : String(error), now: now() });
      }
    } finally {
      clearInterval(timer);
    }
  }

  const free = db.home === "pglite" ? once(db, () => reclaimJobs(db)) : Promise.resolve();
  const running = free.catch(reportFault).then(() => Promise.all(lanes.map(work)));
  return {
    stop: async () => {
      stopping = true;
      for (const wake of [...wakings]) wake();
      await running;
    },
  };
}

/** One line of JSON on standard error, as web/fault.ts writes them. */
const reportFault = (error: unknown): void => {
  process.stderr.write(`${JSON.stringify({ level: "error", at: new Date().toISOString(), where: "jobs", message: error instanceof Error ? (error.stack ?? error.message) : String(error) })}\n`);
};

// The embedded database has one process: jobs that run when it opens run nowhere. Later starts in the same process must not free what the first one does.
const freed = new WeakMap<Database, Promise<void>>();
function once(db: Database, free: () => Promise<void>): Promise<void> {
  const held = freed.get(db) ?? free();
  freed.set(db, held);
  return held;
}
