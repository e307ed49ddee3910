import type { Decision } from "@/core/adjudication/decision";
import type { Database } from "./database";
import { newId } from "./id";
import type { NewAnnotation } from "./insert-annotations";
import { insertAnnotations } from "./insert-annotations";

/** Stores a gold annotation together with the decisions that led to it. False: there is one in its place. */
export const insertGoldCopy = (db: Database, projectId: string, gold: NewAnnotation, decisions: readonly Decision[], now: Date): Promise<boolean> =>
  db.transaction(async (within) => {
    if ((await insertAnnotations(within, projectId, [gold], now)) === 0) return false;
    await within.query(
      `INSERT INTO "adjudication_decision" ("project_id", "annotation_id", "id", "group_key", "choice", "layer", "span_id", "reason", "at", "seq")
       SELECT $1, $2, d."id", d."group", d."choice", d."layer", d."span", d."reason", $4::timestamptz, d."seq"
       FROM json_to_recordset($3::json) AS d ("id" text, "group" text, "choice" text, "layer" text, "span" text, "reason" text, "seq" int)`, [projectId, gold.id, JSON.stringify(decisions.map((decision, k) => ({ ...decision, id: newId(now.getTime()), seq: k + 1 }))), now]);
    return true;
  });
