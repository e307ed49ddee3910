import type { Annotation, Pass } from "@/core/annotation/annotation";
import { emptyAnnotation } from "@/core/annotation/annotation";
import { foldLog } from "@/core/annotation/fold";
import type { FoldRecord } from "@/core/annotation/serialize";
import { fromFold } from "@/core/annotation/serialize";
import type { AnnotationHead, HeadRow } from "./annotation-head";
import { HEAD_COLUMNS, toHead } from "./annotation-head";
import { operationsSince } from "./annotation-log";
import type { Database } from "./database";
import { newId } from "./id";
import { hasTrace } from "./trace-cursor";

/** An annotation as it stands: the head of its log and the fold of it. `annotation.revision` = `head.revision`. */
export interface HeldAnnotation {
  readonly head: AnnotationHead;
  readonly annotation: Annotation;
}

/** What makes an annotation one: (trace, annotator, assignment, pass). `assignmentId` null is the caller's ad-hoc annotation. */
export interface AnnotationKey {
  readonly traceId: string;
  readonly membershipId: string;
  readonly handle: string;
  readonly assignmentId: string | null;
  readonly pass: Pass;
}

export const AD_HOC = "ad-hoc";
const layerOf = (key: AnnotationKey): string => `annotator:${key.handle}`;
const slotOf = (key: AnnotationKey): string => key.assignmentId ?? AD_HOC;

/** Opens the annotation, making it at revision 0 when it is not there, in one statement. Answers from the cache when this process saw it before:
 *  what it holds may then be behind, which the conditional append finds out (`refreshed` catches up).
 *  Whether the assignment is the caller's own is the caller's to check. null: the project has no such trace. */
export async function annotationOf(db: Database, projectId: string, key: AnnotationKey & { readonly codebookId: string }, now: Date): Promise<HeldAnnotation | null> {
  const cached = cachedAnnotation(db, projectId, key);
  if (cached) return cached;
  for (let attempt = 0; attempt < 3; attempt++) {
    const [row] = await db.query<HeadRow & { fold: string | null }>(OPEN, [
      projectId, newId(now.getTime()), key.traceId, layerOf(key), key.membershipId, key.assignmentId, slotOf(key), key.pass, key.codebookId, now,
    ]);
    if (row) return hold(db, projectId, key, await folded(db, projectId, row));
    if (attempt === 0 && !(await hasTrace(db, projectId, key.traceId))) return null;
    // Another request made it while this statement looked: its row is visible to the next one. (No truth pass is opened over an unsubmitted behaviour pass: who asks is told before.)
  }
  throw new Error(`annotation of trace ${key.traceId} could not be opened`);
}

/** The annotation as it stands now, or null; never writes. */
export async function findAnnotation(db: Database, projectId: string, key: AnnotationKey): Promise<HeldAnnotation | null> {
  const [row] = await db.query<HeadRow>(
    `SELECT ${HEAD_COLUMNS} FROM "annotation" a WHERE a."project_id" = $1 AND a."trace_id" = $2 AND a."layer" = $3 AND a."slot" = $4 AND a."pass" = $5`,
    [projectId, key.traceId, layerOf(key), slotOf(key), key.pass]);
  return row ? hold(db, projectId, key, await caughtUp(db, projectId, toHead(row))) : null;
}

/** Reads past the cache; null: no such annotation in the project. */
export async function refreshed(db: Database, projectId: string, annotationId: string): Promise<HeldAnnotation | null> {
  const [row] = await db.query<HeadRow>(`SELECT ${HEAD_COLUMNS} FROM "annotation" a WHERE a."project_id" = $1 AND a."id" = $2`, [projectId, annotationId]);
  return row ? caughtUp(db, projectId, toHead(row)) : null;
}

/** Every layer of a trace, oldest first. Blinding is the caller's. */
export async function annotationsOfTrace(db: Database, projectId: string, traceId: string): Promise<HeldAnnotation[]> {
  const rows = await db.query<HeadRow>(`SELECT ${HEAD_COLUMNS} FROM "annotation" a WHERE a."project_id" = $1 AND a."trace_id" = $2 ORDER BY a."created_at", a."id"`, [projectId, traceId]);
  return Promise.all(rows.map((row) => caughtUp(db, projectId, toHead(row))));
}

/** Keeps what a successful append made, for the next save. */
export function remember(db: Database, projectId: string, held: HeldAnnotation): void {
  db.caches.annotations.set(`${projectId} ${held.head.id}`, held, 1 + held.annotation.spans.size + held.annotation.relations.size);
}

const OPEN = `WITH made AS (
    INSERT INTO "annotation" AS a ("project_id", "id", "trace_id", "layer", "membership_id", "assignment_id", "slot", "pass", "codebook_id", "created_at", "updated_at")
    SELECT t."project_id", $2, t."id", $4, $5, $6, $7, $8, $9, $10::timestamptz, $10::timestamptz FROM "trace" t WHERE t."project_id" = $1 AND t."id" = $3
      AND NOT ($8 = 'truth' AND EXISTS (SELECT FROM "annotation" b WHERE b."project_id" = $1 AND b."trace_id" = $3 AND b."membership_id" = $5 AND b."pass" = 'behaviour' AND b."status" = 'draft' AND b."revision" > 0))
    ON CONFLICT ("project_id", "trace_id", "layer", "slot", "pass") DO NOTHING RETURNING ${HEAD_COLUMNS}, a."fold")
  SELECT * FROM made UNION ALL
  SELECT ${HEAD_COLUMNS}, a."fold" FROM "annotation" a WHERE a."project_id" = $1 AND a."trace_id" = $3 AND a."layer" = $4 AND a."slot" = $7 AND a."pass" = $8 LIMIT 1`;

const keyText = (projectId: string, key: AnnotationKey): string => JSON.stringify([projectId, key.traceId, key.membershipId, slotOf(key), key.pass]);

function cachedAnnotation(db: Database, projectId: string, key: AnnotationKey): HeldAnnotation | undefined {
  const id = db.caches.annotationIds.get(keyText(projectId, key));
  return id === undefined ? undefined : db.caches.annotations.get(`${projectId} ${id}`);
}

function hold(db: Database, projectId: string, key: AnnotationKey, held: HeldAnnotation): HeldAnnotation {
  db.caches.annotationIds.set(keyText(projectId, key), held.head.id, 1);
  return held;
}

/** The fold at the head's revision: what is cached plus the operations since, else the snapshot plus the operations since. */
async function caughtUp(db: Database, projectId: string, head: AnnotationHead): Promise<HeldAnnotation> {
  const cached = db.caches.annotations.get(`${projectId} ${head.id}`)?.annotation;
  if (cached && cached.revision >= head.foldRevision && cached.revision <= head.revision) return settle(db, projectId, head, cached);
  const [row] = await db.query<{ fold: string | null }>('SELECT "fold" FROM "annotation" WHERE "project_id" = $1 AND "id" = $2', [projectId, head.id]);
  return settle(db, projectId, head, snapshotOf(row?.fold ?? null, head.revision));
}

const folded = (db: Database, projectId: string, row: HeadRow & { readonly fold: string | null }): Promise<HeldAnnotation> =>
  settle(db, projectId, toHead(row), snapshotOf(row.fold, row.revision));

/** A snapshot may have been written after the head was read; then the whole log is folded. */
const snapshotOf = (text: string | null, upTo: number): Annotation => {
  const snapshot = text === null ? emptyAnnotation : fromFold(JSON.parse(text) as FoldRecord);
  return snapshot.revision <= upTo ? snapshot : emptyAnnotation;
};

async function settle(db: Database, projectId: string, head: AnnotationHead, base: Annotation): Promise<HeldAnnotation> {
  const tail = base.revision < head.revision ? await operationsSince(db, projectId, head.id, base.revision, head.revision) : [];
  const held = { head, annotation: tail.length > 0 ? foldLog(tail, base) : base };
  if (held.annotation.revision !== head.revision) throw new Error(`annotation ${head.id} says revision ${head.revision}, its log folds to ${held.annotation.revision}`);
  remember(db, projectId, held);
  return held;
}
