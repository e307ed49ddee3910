import type { Queryable } from "./database";
import type { TraceRecord, TraceText } from "./traces";
import { KNOWN_STEPS, toTrace } from "./traces";

type Run = Pick<TraceRecord, "model" | "checkpoint" | "step" | "training_seed">;
type Own = Omit<TraceRecord, keyof Run | "prompt"> & { readonly run_id: string };

/** UTF-16 units of prompts that are held. */
const HELD = 10_000_000;

/** Reads the traces of a release, batch by batch, by id. Runs and prompts are looked up apart and held: many traces share them, and a join plans badly where tables have no statistics (the embedded home makes none by itself).
 *  Steps are read only where a file brought them. */
export function releaseTraces(db: Queryable, projectId: string): (ids: readonly string[]) => Promise<ReadonlyMap<string, TraceText>> {
  let runs: ReadonlyMap<string, Run> | null = null;
  const prompts = new Map<string, string>();
  let held = 0;

  async function lookUp(records: readonly Own[]): Promise<void> {
    if (!runs || records.some(({ run_id }) => !runs?.has(run_id))) {
      runs = new Map((await db.query<Run & { readonly id: string }>('SELECT "id", "model", "checkpoint", "step", "training_seed" FROM "run" WHERE "project_id" = $1', [projectId])).map(({ id, ...run }) => [id, run]));
    }
    if (held > HELD) {
      prompts.clear();
      held = 0;
    }
    const missing = [...new Set(records.map(({ prompt_sha256 }) => prompt_sha256).filter((sha256) => !prompts.has(sha256)))];
    if (missing.length === 0) return;
    for (const { sha256, text } of await db.query<{ sha256: string; text: string }>('SELECT "sha256", "text" FROM "prompt" WHERE "project_id" = $1 AND "sha256" = ANY ($2::text[])', [projectId, missing])) {
      prompts.set(sha256, text);
      held += text.length;
    }
  }

  return async (ids) => {
    const records = await db.query<Own>(`SELECT ${COLUMNS} FROM "trace" t WHERE t."project_id" = $1 AND t."id" = ANY ($2::text[])`, [projectId, ids]);
    await lookUp(records);
    return new Map(records.map((record) => {
      const run = runs?.get(record.run_id);
      const prompt = prompts.get(record.prompt_sha256);
      if (!run || prompt === undefined) throw new Error(`trace ${record.id} names a run or a prompt that is not there`);
      return [record.id, toTrace({ ...record, ...run, prompt })];
    }));
  };
}

const COLUMNS = `t."id", t."external_id", t."run_id", t."cot", t."answer", t."prompt_length", t."cot_length", t."answer_length", CASE WHEN t."segmenter" = '${KNOWN_STEPS}' THEN t."step_ends" ELSE '{}' END AS step_ends, t."segmenter", t."excluded",
  t."truncated", t."repairs", t."tokens", t."reference_answer", t."correct", t."sample", t."dataset", t."language", t."reward", t."kl", t."decoding", t."metadata", t."source", t."prompt_sha256", t."cot_sha256", t."answer_sha256", t."import_id", t."created_at"`;
