import type { Scope } from "@/core/access/role";
import { HOLDER_COLUMNS, holderOf } from "./accounts";
import type { Account, HolderRow } from "./accounts";
import type { Database } from "./database";

/** An API token as its owner sees it; the token itself was shown once and only its hash is kept. */
export interface ApiToken {
  readonly id: string;
  readonly accountId: string;
  /** null: every project of the account. */
  readonly projectId: string | null;
  readonly name: string;
  readonly scope: Scope;
  /** Its last four characters. */
  readonly hint: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export interface NewToken {
  readonly id: string;
  readonly accountId: string;
  readonly projectId: string | null;
  readonly name: string;
  readonly scope: Scope;
  /** sha256 of the token, hexadecimal. */
  readonly hash: string;
  readonly hint: string;
  readonly now: Date;
  readonly expiresAt: Date | null;
}

export const createToken = async (db: Database, { now, ...token }: NewToken): Promise<void> => {
  await db.prisma.apiToken.create({ data: { ...token, createdAt: now } });
};

/** A token that is neither revoked nor over, of an account that is not deactivated. */
export async function liveTokenByHash(db: Database, hash: string, now: Date): Promise<(ApiToken & { readonly account: Account }) | null> {
  const [row] = await db.query<ApiToken & HolderRow>(
    `SELECT t."id", t."account_id" AS "accountId", t."project_id" AS "projectId", t."name", t."scope", t."hint", t."created_at" AS "createdAt", t."expires_at" AS "expiresAt", t."last_used_at" AS "lastUsedAt", ${HOLDER_COLUMNS}
     FROM "api_token" t JOIN "account" holder ON holder."id" = t."account_id"
     WHERE t."hash" = $1 AND t."revoked_at" IS NULL AND (t."expires_at" IS NULL OR t."expires_at" > $2::timestamptz) AND holder."deactivated_at" IS NULL`, [hash, now]);
  return row ? { ...toToken(row), account: holderOf(row) } : null;
}

/** Tokens that are not revoked, the newest first; those that are over stay in the list until they are removed. */
export const tokensOf = async (db: Database, accountId: string): Promise<ApiToken[]> =>
  (await db.prisma.apiToken.findMany({ where: { accountId, revokedAt: null }, orderBy: { createdAt: "desc" } })).map(toToken);

export const revokeToken = async (db: Database, accountId: string, id: string, now: Date): Promise<boolean> =>
  (await db.prisma.apiToken.updateMany({ where: { id, accountId, revokedAt: null }, data: { revokedAt: now } })).count > 0;

const MINUTE = 60_000;
/** Notes the use, at most once a minute, so that reading does not become writing. */
export async function touchToken(db: Database, id: string, now: Date): Promise<void> {
  await db.query('UPDATE "api_token" SET "last_used_at" = $2 WHERE "id" = $1 AND ("last_used_at" IS NULL OR "last_used_at" < $3)', [id, now, new Date(now.getTime() - MINUTE)]);
}

const toToken = (row: Omit<ApiToken, "scope"> & { readonly scope: string }): ApiToken => ({
  id: row.id, accountId: row.accountId, projectId: row.projectId, name: row.name, scope: row.scope as Scope, hint: row.hint,
  createdAt: row.createdAt, expiresAt: row.expiresAt, lastUsedAt: row.lastUsedAt,
});
