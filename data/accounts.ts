import type { Database } from "./database";
import type { Account as Row } from "./generated/client";

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly admin: boolean;
  /** argon2id; null for accounts that sign in elsewhere. */
  readonly passwordHash: string | null;
  readonly preferences: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly deactivatedAt: Date | null;
}

export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly admin?: boolean;
  readonly now: Date;
}

export const hasAccounts = async (db: Database): Promise<boolean> =>
  (await db.query<{ found: boolean }>('SELECT EXISTS (SELECT FROM "account") AS found'))[0]?.found ?? false;

export const accountById = async (db: Database, id: string): Promise<Account | null> => toAccount(await db.prisma.account.findUnique({ where: { id } }));

export const accountByEmail = async (db: Database, email: string): Promise<Account | null> =>
  toAccount(await db.prisma.account.findUnique({ where: { email: email.toLowerCase() } }));

export const accounts = async (db: Database): Promise<Account[]> => (await db.prisma.account.findMany({ orderBy: { createdAt: "asc" } })).map(mapAccount);

/** The account of the setup, with admin rights; null when somebody was first. The constant key of the setting makes two at once impossible. */
export const createFirstAccount = (db: Database, account: Omit<NewAccount, "admin">): Promise<Account | null> =>
  db.transaction(async (within) => {
    const [first] = await within.query<{ key: string }>(`INSERT INTO "setting" ("key", "value") SELECT 'first-account', $1 WHERE NOT EXISTS (SELECT FROM "account") ON CONFLICT DO NOTHING RETURNING "key"`, [account.id]);
    if (!first) return null;
    await within.query(INSERT, valuesOf({ ...account, admin: true }));
    return newAccount({ ...account, admin: true });
  });

/** null when the e-mail address is taken. */
export async function createAccount(db: Database, account: NewAccount): Promise<Account | null> {
  const rows = await db.query<{ id: string }>(`${INSERT} ON CONFLICT ("email") DO NOTHING RETURNING "id"`, valuesOf(account));
  return rows.length === 1 ? newAccount(account) : null;
}

export const setPasswordHash = async (db: Database, id: string, passwordHash: string): Promise<void> => { await db.prisma.account.update({ where: { id }, data: { passwordHash } }); };

export const renameAccount = async (db: Database, id: string, name: string): Promise<void> => { await db.prisma.account.update({ where: { id }, data: { name } }); };

export async function setPreferences(db: Database, id: string, preferences: Readonly<Record<string, unknown>>): Promise<void> {
  await db.query('UPDATE "account" SET "preferences" = $2::jsonb WHERE "id" = $1', [id, JSON.stringify(preferences)]);
}

/** Ends the account's access; what it made stays. Its sessions and tokens end because their look-ups ask for a live account. */
export const deactivateAccount = async (db: Database, id: string, now: Date): Promise<void> => { await db.prisma.account.update({ where: { id }, data: { deactivatedAt: now } }); };

export const accountByIdentity = async (db: Database, issuer: string, subject: string): Promise<Account | null> =>
  toAccount((await db.prisma.identity.findUnique({ where: { issuer_subject: { issuer, subject } }, include: { account: true } }))?.account ?? null);

export const addIdentity = async (db: Database, identity: { readonly issuer: string; readonly subject: string; readonly accountId: string }): Promise<void> => {
  await db.prisma.identity.create({ data: identity });
};

const INSERT = 'INSERT INTO "account" ("id", "email", "name", "password_hash", "admin", "created_at") VALUES ($1, $2, $3, $4, $5::boolean, $6)';
const valuesOf = (account: NewAccount): unknown[] => [account.id, account.email.toLowerCase(), account.name, account.passwordHash, account.admin ?? false, account.now];
const newAccount = ({ id, email, name, passwordHash, admin, now }: NewAccount): Account =>
  ({ id, email: email.toLowerCase(), name, passwordHash, admin: admin ?? false, preferences: {}, createdAt: now, deactivatedAt: null });

/** An account as part of another row, under names that no other column has; the table is `holder`. The gate reads it at every request whose answer nobody remembers, where Prisma takes ten times as long. */
export const HOLDER_COLUMNS = `holder."id" AS "holderId", holder."email" AS "holderEmail", holder."name" AS "holderName", holder."admin" AS "holderAdmin", holder."password_hash" AS "holderPassword",
  holder."preferences" AS "holderPreferences", holder."created_at" AS "holderSince"`;

export interface HolderRow {
  readonly holderId: string;
  readonly holderEmail: string;
  readonly holderName: string;
  readonly holderAdmin: boolean;
  readonly holderPassword: string | null;
  readonly holderPreferences: Readonly<Record<string, unknown>>;
  readonly holderSince: Date;
}

/** The account in such a row; it is not deactivated, which the statement saw to. */
export const holderOf = (row: HolderRow): Account => ({
  id: row.holderId, email: row.holderEmail, name: row.holderName, admin: row.holderAdmin, passwordHash: row.holderPassword, preferences: row.holderPreferences, createdAt: row.holderSince, deactivatedAt: null,
});

const mapAccount = (row: Row): Account => ({
  id: row.id, email: row.email, name: row.name, admin: row.admin, passwordHash: row.passwordHash,
  preferences: row.preferences as Readonly<Record<string, unknown>>, createdAt: row.createdAt, deactivatedAt: row.deactivatedAt,
});
const toAccount = (row: Row | null): Account | null => row && mapAccount(row);
