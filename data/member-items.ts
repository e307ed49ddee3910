import type { DocumentSpan } from "@/core/agreement/span-match";
import type { Pass } from "@/core/annotation/annotation";
import type { FinishedItem } from "@/core/rounds/annotator-figures";
import type { FoldRecord } from "@/core/annotation/serialize";
import { toFold } from "@/core/annotation/serialize";
import { refreshed } from "./annotations";
import type { Database } from "./database";
import { readingsOf } from "./readings";
import { keepsGoldSecret } from "./secret-gold";

interface Row {
  readonly id: string;
  readonly trace: string;
  readonly own: boolean;
  readonly layer: string;
  readonly at: Date;
  readonly characters: number;
  readonly known: boolean;
  readonly fold: string | null;
  readonly current: boolean;
}

/** A member's newest submitted traces of a pass (copies left out), each with the gold and the other finished layers under the same codebook version.
 *  @param most traces @param secretly what is read by themselves: compared with nothing where the round still keeps its gold secret */
export async function memberItems(db: Database, projectId: string, membershipId: string, pass: Pass, most: number, secretly: boolean): Promise<FinishedItem[]> {
  const rows = await db.query<Row>(
    `WITH mine AS (
       SELECT DISTINCT ON (a."trace_id") a."id", a."trace_id", a."codebook_id", a."submitted_at", coalesce(s."kind" IN ('gold', 'qualification'), false) AS known, $5::boolean AND coalesce(${keepsGoldSecret("s")}, false) AS alone
       FROM "annotation" a LEFT JOIN "assignment" s ON s."project_id" = a."project_id" AND s."id" = a."assignment_id"
       WHERE a."project_id" = $1 AND a."membership_id" = $2 AND a."pass" = $3 AND a."status" = 'submitted' AND a."layer" LIKE 'annotator:%' AND a."provenance" ->> 'copiedFrom' IS NULL AND a."provenance" ->> 'migratedFrom' IS NULL
       ORDER BY a."trace_id", a."submitted_at" DESC),
     newest AS (SELECT * FROM mine ORDER BY "submitted_at" DESC LIMIT $4::int)
     SELECT a."id", a."trace_id" AS trace, a."id" = n."id" AS own, a."layer", n."submitted_at" AS at, t."cot_length" + t."answer_length" AS characters, n.known, a."fold", a."fold_revision" = a."revision" AS current
     FROM newest n JOIN "annotation" a ON a."project_id" = $1 AND a."trace_id" = n."trace_id" AND a."pass" = $3 AND a."status" = 'submitted' AND a."codebook_id" = n."codebook_id"
       AND (a."id" = n."id" OR NOT n.alone AND (a."layer" = 'gold' OR a."layer" LIKE 'annotator:%' AND a."membership_id" IS DISTINCT FROM $2))
     JOIN "trace" t ON t."project_id" = $1 AND t."id" = a."trace_id" ORDER BY a."trace_id", a."layer", a."submitted_at"`, [projectId, membershipId, pass, most, secretly]);
  const readings = await readingsOf(db, projectId, rows.filter(({ own }) => own).map(({ id }) => id));
  const items = new Map<string, { row: Row; own: readonly DocumentSpan[]; gold: readonly DocumentSpan[] | null; others: Map<string, readonly DocumentSpan[]> }>();
  for (const row of rows) {
    const spans = await spansOf(db, projectId, row);
    const item = items.get(row.trace) ?? { row, own: [], gold: null, others: new Map<string, readonly DocumentSpan[]>() };
    if (row.own) items.set(row.trace, { ...item, row, own: spans });
    else if (row.layer === "gold") items.set(row.trace, { ...item, gold: spans });
    else { item.others.set(row.layer, spans); items.set(row.trace, item); }
  }
  return [...items.values()].map(({ row, own, gold, others }) => ({
    at: row.at.toISOString(), characters: row.characters, seconds: readings.get(row.id)?.activeSeconds ?? null, own, gold, known: row.known, others: [...others.values()],
  }));
}

async function spansOf(db: Database, projectId: string, { id, trace, fold, current }: Row): Promise<DocumentSpan[]> {
  const held = fold !== null && current ? (JSON.parse(fold) as FoldRecord) : await refreshed(db, projectId, id).then((found) => found && toFold(found.annotation));
  return (held?.spans ?? []).map(({ field, label, start, end }) => ({ doc: `${trace} ${field}`, label, start, end }));
}
