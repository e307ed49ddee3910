import type { AnnotationContext } from "@/core/annotation/context";
import { truthPassStart } from "@/core/annotation/truth-pass";
import type { Result } from "@/core/result";
import { fail, succeed } from "@/core/result";
import { outsideWindow } from "@/core/rounds/step-window";
import type { AnnotationKey, HeldAnnotation } from "@/data/annotations";
import { annotationOf, findAnnotation, refreshed } from "@/data/annotations";
import { appendOperations } from "@/data/append-operations";
import { assignmentById } from "@/data/assignments";
import { behaviourResult } from "@/data/behaviour-result";
import type { CodebookVersion } from "@/data/codebooks";
import { codebookById, currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { roundById } from "@/data/rounds";
import { behaviourUnfinished } from "@/data/settled";
import { offsetsOfTrace, traceById } from "@/data/traces";
import type { ActorMembership } from "@/web/actor";
import { processWide } from "@/web/process-wide";
import { because, type Reason } from "@/web/reasons";
import { recent } from "@/web/recent";
import type { MineQuery } from "./schema";

/** What makes an annotation the caller's own, and the codebook version that a new one gets. */
export type Place = AnnotationKey & { readonly codebookId: string };

export interface PlaceFault {
  readonly kind: "not-found" | "gone" | "conflict";
  readonly detail?: string;
  readonly reason?: Reason;
}

/** Looked up at every save; that an assignment was handed on shows after a moment, and until then nothing is lost: the work is the caller's own in any case. */
const seen = processWide("annotation-places", () => recent<Result<Place, PlaceFault>>({ most: 20_000, lifetime: 2000, keep: ({ ok }) => ok }));

/** Ids of the versions that new annotations get, by project. */
const current = processWide("current-codebooks", () => recent<string | null>({ most: 1000, lifetime: 2000, keep: (id) => id !== null }));

/** Where the caller's annotation of a trace belongs. An assignment must be of this trace and in the caller's hands, or finished by them. */
export function placeOfMine(db: Database, projectId: string, member: ActorMembership, traceId: string, { assignment, pass, codebook }: MineQuery): Promise<Result<Place, PlaceFault>> {
  return seen.get(JSON.stringify([projectId, member.id, traceId, assignment ?? null, pass ?? null, codebook ?? null]), async () => {
    const place = await (assignment === undefined ? adHoc(db, projectId, member, traceId, pass ?? "behaviour", codebook) : assigned(db, projectId, member, traceId, assignment));
    if (place.ok && place.value.pass === "truth" && (await behaviourUnfinished(db, projectId, traceId, member.id))) return fail({ kind: "conflict", detail: "your behaviour pass of this trace is not submitted: the truth pass opens after it" });
    return place;
  });
}

/** The caller's annotation of a trace, made where there is none yet. */
export async function openMine(db: Database, projectId: string, member: ActorMembership, traceId: string, query: MineQuery, now: Date): Promise<Result<HeldAnnotation, PlaceFault>> {
  const place = await placeOfMine(db, projectId, member, traceId, query);
  if (!place.ok) return place;
  const held = await annotationOf(db, projectId, place.value, now);
  return held ? succeed(await begunTruthPass(db, projectId, held, now)) : fail({ kind: "not-found" });
}

/** The annotation of a place as it stands, or null. Makes none, except of a truth pass that somebody has claimed: what they look at is what it begins with. */
export async function lookAtMine(db: Database, projectId: string, place: Place, now: Date): Promise<HeldAnnotation | null> {
  if (place.pass !== "truth" || place.assignmentId === null) return findAnnotation(db, projectId, place);
  const held = await annotationOf(db, projectId, place, now);
  return held && begunTruthPass(db, projectId, held, now);
}

/** An assigned annotation of the truth pass in which nothing was done yet is given what the behaviour pass came to. Every other stays as it is. */
async function begunTruthPass(db: Database, projectId: string, held: HeldAnnotation, now: Date): Promise<HeldAnnotation> {
  const { head } = held;
  if (head.pass !== "truth" || head.assignmentId === null || head.revision > 0) return held;
  const found = await behaviourResult(db, projectId, head.traceId);
  const [result, context] = await Promise.all([found && refreshed(db, projectId, found.id), contextOf(db, projectId, head.traceId, head.codebookId, null, head.assignmentId)]);
  if (!found || !result || !context) return held;
  const { operations, begun } = truthPassStart(result.annotation, found.layer === "gold" ? "gold" : "behaviour", context, newId);
  if (operations.length === 0) return held;
  await appendOperations(db, projectId, { head, base: 0, operations, next: begun, accountId: null, now });
  return (await refreshed(db, projectId, head.id)) ?? held; // also where another tab was first
}

async function adHoc(db: Database, projectId: string, { id, handle }: ActorMembership, traceId: string, pass: Place["pass"], wanted: string | undefined): Promise<Result<Place, PlaceFault>> {
  // A page that was opened before another version was published goes on under the one that it shows.
  const seenVersion = wanted === undefined ? null : await codebookById(db, projectId, wanted);
  if (wanted !== undefined && seenVersion?.status !== "published") return fail({ kind: "not-found", detail: "there is no such published codebook version" });
  const codebookId = seenVersion?.id ?? await current.get(projectId, async () => (await currentCodebook(db, projectId))?.id ?? null);
  return codebookId !== null ? succeed({ traceId, membershipId: id, handle, assignmentId: null, pass, codebookId }) : fail({ kind: "conflict", detail: "the project has no published codebook" });
}

async function assigned(db: Database, projectId: string, { id, handle }: ActorMembership, traceId: string, assignmentId: string): Promise<Result<Place, PlaceFault>> {
  const assignment = await assignmentById(db, projectId, assignmentId);
  if (!assignment || assignment.traceId !== traceId) return fail({ kind: "not-found", detail: "there is no such assignment of this trace" });
  if (assignment.status === "withdrawn") return fail({ kind: "gone", detail: "the assignment was withdrawn" });
  if (assignment.claimedBy !== id) return fail({ kind: "not-found", ...because("claim-gone") });
  if (assignment.status === "skipped") return fail({ kind: "conflict", detail: "you skipped this assignment" });
  const round = assignment.roundId === null ? null : await roundById(db, projectId, assignment.roundId);
  const codebookId = round?.codebookId ?? (await currentCodebook(db, projectId))?.id;
  return codebookId === undefined ? fail({ kind: "conflict", detail: "the project has no published codebook" }) : succeed({ traceId, membershipId: id, handle, assignmentId, pass: assignment.pass, codebookId });
}

/** The codebook version of an annotation. @throws Error when it is gone, which the database does not allow */
export async function codebookOf(db: Database, projectId: string, id: string): Promise<CodebookVersion> {
  const codebook = await codebookById(db, projectId, id);
  if (!codebook) throw new Error(`codebook version ${id} is missing`);
  return codebook;
}

/** Windows of assignments, which never change once their round is made. */
const windows = processWide("assignment-windows", () => recent<{ readonly start: number; readonly end: number } | null>({ most: 20_000, lifetime: 600_000 }));

/** The stretch of the CoT that an assignment is about; null: all of it. */
export const windowOf = (db: Database, projectId: string, assignmentId: string): Promise<{ readonly start: number; readonly end: number } | null> =>
  windows.get(`${projectId} ${assignmentId}`, async () => {
    const assignment = await assignmentById(db, projectId, assignmentId);
    return assignment && assignment.windowStart !== null && assignment.windowEnd !== null ? { start: assignment.windowStart, end: assignment.windowEnd } : null;
  });

/** What operations are judged against; from the caches of `data` on the hot path. null: no such trace. */
export async function contextOf(db: Database, projectId: string, traceId: string, codebookId: string, passes: AnnotationContext["passes"] | null, assignmentId: string | null = null): Promise<AnnotationContext | null> {
  const [trace, offsets, codebook, window] = await Promise.all([traceById(db, projectId, traceId), offsetsOfTrace(db, projectId, traceId), codebookOf(db, projectId, codebookId), assignmentId === null ? null : windowOf(db, projectId, assignmentId)]);
  return trace && offsets ? { offsets, codebook: codebook.body, excluded: window ? [...trace.excluded, ...outsideWindow(window, trace.cotLength)] : trace.excluded, ...(passes ? { passes } : {}) } : null;
}
