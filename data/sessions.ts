import { HOLDER_COLUMNS, holderOf } from "./accounts";
import type { Account, HolderRow } from "./accounts";
import type { Database } from "./database";

export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface NewSession {
  readonly id: string;
  readonly accountId: string;
  readonly userAgent: string;
  readonly now: Date;
  readonly expiresAt: Date;
}

export const createSession = async (db: Database, { now, ...session }: NewSession): Promise<void> => {
  await db.prisma.session.create({ data: { ...session, createdAt: now } });
};

/** A session that is neither revoked nor over, of an account that is not deactivated. */
export async function liveSession(db: Database, id: string, now: Date): Promise<(Session & { readonly account: Account }) | null> {
  const [row] = await db.query<Session & HolderRow>(
    `SELECT s."id", s."account_id" AS "accountId", s."user_agent" AS "userAgent", s."created_at" AS "createdAt", s."expires_at" AS "expiresAt", ${HOLDER_COLUMNS} FROM "session" s JOIN "account" holder ON holder."id" = s."account_id"
     WHERE s."id" = $1 AND s."revoked_at" IS NULL AND s."expires_at" > $2::timestamptz AND holder."deactivated_at" IS NULL`, [id, now]);
  return row ? { ...pick(row), account: holderOf(row) } : null;
}

/** Live sessions of an account, the newest first. */
export const sessionsOf = async (db: Database, accountId: string, now: Date): Promise<Session[]> =>
  (await db.prisma.session.findMany({ where: { accountId, revokedAt: null, expiresAt: { gt: now } }, orderBy: { createdAt: "desc" } })).map(pick);

/** False when the account has no such live session. */
export const revokeSession = async (db: Database, accountId: string, id: string, now: Date): Promise<boolean> =>
  (await db.prisma.session.updateMany({ where: { id, accountId, revokedAt: null }, data: { revokedAt: now } })).count > 0;

export const revokeSessionsOf = async (db: Database, accountId: string, now: Date, exceptId?: string): Promise<void> => {
  await db.prisma.session.updateMany({ where: { accountId, revokedAt: null, ...(exceptId ? { id: { not: exceptId } } : {}) }, data: { revokedAt: now } });
};

/** Forgets sessions that ended before `before`. */
export const sweepSessions = async (db: Database, before: Date): Promise<void> => { await db.prisma.session.deleteMany({ where: { expiresAt: { lt: before } } }); };

const pick = ({ id, accountId, userAgent, createdAt, expiresAt }: Session): Session => ({ id, accountId, userAgent, createdAt, expiresAt });
