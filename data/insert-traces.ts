import type { Said } from "@/core/formats/said";
import { said } from "@/core/formats/said";
import type { Queryable } from "./database";
import type { RunFacts } from "./runs";
import type { StoredTrace } from "./stored-trace";

/** A trace that is ready to be stored: repaired, hashed, segmented. Hashes are lower-case hexadecimal. */
export interface NewTrace extends StoredTrace {
  /** What makes a duplicate, as one hash (contract.md, Identity). */
  readonly identity: string;
  readonly prompt: { readonly sha256: string; readonly text: string; readonly length: number };
  readonly run: RunFacts & { readonly id: string };
  readonly cotSha256: string;
  readonly answerSha256: string | null;
}

/** What became of one row; `traceId` is the stored trace's, in a duplicate the one that was there. */
export type InsertOutcome = { readonly kind: "created" | "duplicate"; readonly traceId: string } | { readonly kind: "rejected"; readonly reason: Said };

/** Stores a batch with its prompts and runs in one statement (two more characters of JSON per escape, no look-ups), and answers one outcome a row, in order.
 *  Inserting the same rows again changes nothing: each is then a duplicate. Texts are under 200 MB a batch. */
export async function insertTraces(db: Queryable, projectId: string, importId: string | null, batch: readonly NewTrace[], now: Date): Promise<InsertOutcome[]> {
  if (batch.length === 0) return [];
  const prompts = [...new Map(batch.map(({ prompt }) => [prompt.sha256, prompt])).values()];
  const runs = [...new Map(batch.map(({ run }) => [run.id, run])).values()];
  const created = await db.query<{ id: string }>(INSERT, [projectId, importId, now, JSON.stringify(prompts), JSON.stringify(runs), JSON.stringify(batch.map(withoutPrompt))]);
  const ids = new Set(created.map(({ id }) => id));
  const rest = batch.filter(({ id }) => !ids.has(id));
  const held = rest.length > 0 ? await twinsOf(db, projectId, rest) : [];
  const byIdentity = new Map(held.map((twin) => [twin.identity, twin]));
  const byExternalId = new Map(held.map((twin) => [twin.external_id, twin]));
  return batch.map((trace): InsertOutcome => {
    if (ids.has(trace.id)) return { kind: "created", traceId: trace.id };
    const twin = byExternalId.get(trace.externalId);
    if (twin && !isSameText(twin, trace)) return { kind: "rejected", reason: said("id-taken", { id: trace.externalId }) };
    const traceId = (twin ?? byIdentity.get(trace.identity))?.id;
    if (traceId === undefined) throw new Error(`trace ${trace.externalId} was neither stored nor found`);
    return { kind: "duplicate", traceId };
  });
}

interface Twin {
  readonly id: string;
  readonly external_id: string;
  readonly identity: string;
  readonly prompt_sha256: string;
  readonly cot_sha256: string;
  readonly answer_sha256: string | null;
}

const twinsOf = (db: Queryable, projectId: string, traces: readonly NewTrace[]): Promise<Twin[]> =>
  db.query<Twin>(
    `SELECT "id", "external_id", "identity", "prompt_sha256", "cot_sha256", "answer_sha256" FROM "trace" WHERE "project_id" = $1 AND "identity" = ANY ($2::text[])
     UNION SELECT "id", "external_id", "identity", "prompt_sha256", "cot_sha256", "answer_sha256" FROM "trace" WHERE "project_id" = $1 AND "external_id" = ANY ($3::text[])`,
    [projectId, traces.map(({ identity }) => identity), traces.map(({ externalId }) => externalId)]);

const isSameText = (twin: Twin, trace: NewTrace): boolean =>
  twin.prompt_sha256 === trace.prompt.sha256 && twin.cot_sha256 === trace.cotSha256 && twin.answer_sha256 === trace.answerSha256;

const withoutPrompt = ({ prompt, run, ...trace }: NewTrace) => ({ ...trace, promptSha256: prompt.sha256, promptLength: prompt.length, runId: run.id });

const INSERT = `WITH prompts AS (
    INSERT INTO "prompt" ("project_id", "sha256", "text", "length")
    SELECT $1, x."sha256", x."text", x."length" FROM json_to_recordset($4::json) AS x ("sha256" text, "text" text, "length" int) ORDER BY 2 ON CONFLICT DO NOTHING),
  runs AS (
    INSERT INTO "run" ("project_id", "id", "model", "checkpoint", "step", "training_seed")
    SELECT $1, x."id", x."model", x."checkpoint", x."step", x."trainingSeed"
    FROM json_to_recordset($5::json) AS x ("id" text, "model" text, "checkpoint" text, "step" int, "trainingSeed" int) ORDER BY 2 ON CONFLICT DO NOTHING)
  INSERT INTO "trace" ("project_id", "import_id", "created_at", "id", "external_id", "identity", "prompt_sha256", "prompt_length", "run_id", "sample", "cot", "cot_sha256", "cot_length",
    "answer", "answer_sha256", "answer_length", "step_ends", "segmenter", "excluded", "truncated", "repairs", "reference_answer", "correct", "dataset", "language", "reward", "kl", "decoding", "metadata", "source")
  SELECT $1, $2, $3::timestamptz, x."id", x."externalId", x."identity", x."promptSha256", x."promptLength", x."runId", x."sample", x."cot", x."cotSha256", x."cotLength",
    x."answer", x."answerSha256", x."answerLength", x."stepEnds", x."segmenter", x."excluded", x."truncated", x."repairs", x."referenceAnswer", x."correct", x."dataset", x."language", x."reward", x."kl", x."decoding", x."metadata", x."source"
  FROM json_to_recordset($6::json) AS x ("id" text, "externalId" text, "identity" text, "promptSha256" text, "promptLength" int, "runId" text, "sample" int, "cot" text, "cotSha256" text, "cotLength" int,
    "answer" text, "answerSha256" text, "answerLength" int, "stepEnds" int[], "segmenter" text, "excluded" jsonb, "truncated" boolean, "repairs" int, "referenceAnswer" text, "correct" boolean,
    "dataset" text, "language" text, "reward" float8, "kl" float8, "decoding" jsonb, "metadata" text, "source" text)
  ON CONFLICT DO NOTHING RETURNING "id"`;
