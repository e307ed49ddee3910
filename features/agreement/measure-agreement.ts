import { createHash } from "node:crypto";
import type { Continuum } from "@/core/agreement/continua";
import type { Disorder } from "@/core/agreement/gamma-of-traces";
import { continuaOfTraces, gammaOfTraces } from "@/core/agreement/gamma-of-traces";
import type { CodebookVersion } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { finishedWork } from "@/data/finished-work";
import { WeighedCache } from "@/data/weighed-cache";
import { offThread, STOPPED } from "@/jobs/worker/off-thread";
import { processWide } from "@/web/process-wide";
import type { AgreementQuery } from "./schema";
import { AgreementAnswer } from "./schema";

/** A panel that is being computed, or was. */
export interface Measurement {
  readonly key: string;
  readonly projectId: string;
  readonly answer: Promise<AgreementAnswer>;
  /** Stops it. */
  readonly stop: AbortController;
  /** From 0 to 1; 1 once `answer` has settled. */
  share: number;
}

/** Results by what went into them: any change of any annotation is another key. Disorders likewise, continuum by continuum. */
const measured = processWide("agreement-measured", () => new WeighedCache<string, Measurement>(200));
const disorders = processWide("agreement-disorders", () => new WeighedCache<string, Disorder>(50_000));

/** Continua of one call to the thread: between calls others get their turn, and progress is told. */
const CONTINUA_AT_ONCE = 8;

const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** The whole panel between the annotators of a project, computed off the request thread and kept while nothing changes. */
export async function measureAgreement(db: Database, projectId: string, codebook: CodebookVersion, { round, checkpoint, pass, resamples, seed, gamma }: AgreementQuery): Promise<Measurement> {
  const { traces, ...work } = await finishedWork(db, projectId, { pass, codebookId: codebook.id, roundId: round, checkpoint });
  const labels = codebook.body.labels.filter((label) => label.pass === pass).map((label) => label.key);
  const key = digest([projectId, codebook.id, pass, round, checkpoint, resamples, seed, gamma, work.fingerprint]);
  const held = measured.get(key);
  if (held) return held;
  const stop = new AbortController();
  const { signal } = stop;
  const upTo = gamma === "yes" ? 0.3 : 1;
  const compute = async (): Promise<AgreementAnswer> => {
    const report = await offThread("agreement", { traces, labels, resamples, seed }, (share) => { measurement.share = share * upTo; }, { signal });
    const continua = gamma === "yes" ? continuaOfTraces(traces) : [];
    const found = await disordersOf(continua.map(({ continuum }) => continuum), (share) => { measurement.share = upTo + share * (1 - upTo); }, signal);
    return AgreementAnswer.parse({
      ...report, alone: work.alone, withSuggestions: work.withSuggestions, otherVersions: work.otherVersions, resamples, seed,
      gamma: gamma === "yes" ? gammaOfTraces(continua.map(({ prompt, checkpoint }, i) => ({ prompt, checkpoint, ...found[i]! })), { resamples, seed }) : null,
    });
  };
  const measurement: Measurement = { key, projectId, share: 0, stop, answer: Promise.resolve().then(compute) };
  measured.set(key, measurement, 1);
  measurement.answer.then(() => { measurement.share = 1; }, () => { if (measured.get(key) === measurement) measured.delete(key); }); // a failure is not a result
  return measurement;
}

/** How far a computation of this project is; null when this process does not know it (any more). */
export function progressOf(projectId: string, key: string): number | null {
  const held = measured.get(key);
  return held?.projectId === projectId ? held.share : null;
}

/** Nothing, of a computation that was stopped; other failures stay failures. */
export function stopped(error: unknown): null {
  if (error instanceof Error && error.name === STOPPED) return null; // by name: pages and routes are bundled apart
  throw error;
}

/** Stops a computation of this project for everybody who waits for it; it may be asked for again. False: it is not under way here. */
export function stopMeasurement(projectId: string, key: string): boolean {
  const held = measured.get(key);
  if (held?.projectId !== projectId || held.share >= 1) return false;
  measured.delete(key);
  held.stop.abort();
  return true;
}

async function disordersOf(continua: readonly Continuum[], report: (share: number) => void, signal: AbortSignal): Promise<Disorder[]> {
  const keys = continua.map(digest);
  const found = new Map(keys.flatMap((key) => { const known = disorders.get(key); return known ? [[key, known] as const] : []; }));
  const missing = [...new Set(keys.keys())].filter((i) => !found.has(keys[i]!));
  for (let at = 0; at < missing.length; at += CONTINUA_AT_ONCE) {
    const part = missing.slice(at, at + CONTINUA_AT_ONCE);
    const fresh = await offThread("gamma", part.map((i) => continua[i]!), undefined, { signal });
    part.forEach((i, k) => { found.set(keys[i]!, fresh[k]!); disorders.set(keys[i]!, fresh[k]!, 1); });
    report((at + part.length) / missing.length);
  }
  return keys.map((key) => found.get(key)!);
}
