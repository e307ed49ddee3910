import type { Queryable } from "./database";

/** A trace's texts with what they are known by. */
export interface NamedTexts {
  readonly id: string;
  readonly externalId: string;
  readonly prompt: string;
  readonly cot: string;
  readonly answer: string | null;
}

/** Traces whose external id or own id is one of the names. */
export const tracesGoingBy = (db: Queryable, projectId: string, names: readonly string[]): Promise<NamedTexts[]> =>
  db.query<NamedTexts>(
    `WITH named AS (
       SELECT "id" FROM "trace" WHERE "project_id" = $1 AND "external_id" = ANY ($2::text[])
       UNION SELECT "id" FROM "trace" WHERE "project_id" = $1 AND "id" = ANY ($2::text[]))
     SELECT t."id", t."external_id" AS "externalId", p."text" AS prompt, t."cot", t."answer"
     FROM named JOIN "trace" t ON t."project_id" = $1 AND t."id" = named."id" JOIN "prompt" p ON p."project_id" = t."project_id" AND p."sha256" = t."prompt_sha256" ORDER BY t."id"`, [projectId, names]);
