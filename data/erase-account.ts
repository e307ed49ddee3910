import type { Database } from "./database";

export type Erasure = "erased" | "not-found" | "last-admin" | "sole-owner";

/** Removes an account with its name, address, password, sessions, tokens, outside identities and kept views. What it made stays where it is: memberships become handles without an account, under which the work goes on to stand.
 *  Refused while a project would be left without an owner, or the server without an admin. All or nothing. */
export const eraseAccount = (db: Database, accountId: string, now: Date): Promise<Erasure> =>
  db.transaction(async (within) => {
    const [account] = await within.query<{ admin: boolean }>('SELECT "admin" FROM "account" WHERE "id" = $1 FOR UPDATE', [accountId]);
    if (!account) return "not-found";
    const others = await within.query('SELECT FROM "account" WHERE "admin" AND "deactivated_at" IS NULL AND "id" <> $1 LIMIT 1', [accountId]);
    if (account.admin && others.length === 0) return "last-admin";
    const orphaned = await within.query(
      `SELECT FROM "membership" m JOIN "project" p ON p."id" = m."project_id" AND p."deleted_at" IS NULL WHERE m."account_id" = $1 AND m."role" = 'owner' AND m."deactivated_at" IS NULL
         AND NOT EXISTS (SELECT FROM "membership" o WHERE o."project_id" = m."project_id" AND o."role" = 'owner' AND o."deactivated_at" IS NULL AND o."account_id" IS NOT NULL AND o."account_id" <> $1) LIMIT 1`, [accountId]);
    if (orphaned.length > 0) return "sole-owner";
    await within.query('DELETE FROM "saved_view" v USING "membership" m WHERE m."account_id" = $1 AND m."project_id" = v."project_id" AND m."id" = v."membership_id"', [accountId]);
    await within.query('UPDATE "membership" SET "account_id" = NULL, "deactivated_at" = coalesce("deactivated_at", $2::timestamptz) WHERE "account_id" = $1', [accountId, now]);
    for (const table of ["session", "api_token", "identity"]) await within.query(`DELETE FROM "${table}" WHERE "account_id" = $1`, [accountId]);
    await within.query('DELETE FROM "account" WHERE "id" = $1', [accountId]);
    return "erased";
  });
