import { randomInt } from "node:crypto";
import type { Role } from "@/core/access/role";
import type { Database } from "./database";
import { isUniqueViolation } from "./database";
import { newId } from "./id";

/** A person's place in a project, or a handle that an import made and nobody has claimed (accountId null). */
export interface Membership {
  readonly id: string;
  readonly projectId: string;
  readonly accountId: string | null;
  /** The stable pseudonym of exports. */
  readonly handle: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly deactivatedAt: Date | null;
  /** The account's, where there is one. */
  readonly name: string | null;
  readonly email: string | null;
}

export interface NewMember {
  readonly accountId: string | null;
  readonly role: Role;
  /** Left out: a new pseudonym. */
  readonly handle?: string;
  readonly now: Date;
}

interface Row {
  readonly id: string;
  readonly projectId: string;
  readonly accountId: string | null;
  readonly handle: string;
  readonly role: string;
  readonly createdAt: Date;
  readonly deactivatedAt: Date | null;
  readonly account: { readonly name: string; readonly email: string } | null;
}
const WITH_ACCOUNT = { account: { select: { name: true, email: true } } } as const;

/** What the gate asks at every request, in one statement: the project of a slug and the account's place in it.
 *  null when there is none, the project was deleted, or the member was deactivated. */
export async function membershipBySlug(db: Database, accountId: string, slug: string): Promise<{
  readonly project: { readonly id: string; readonly slug: string; readonly name: string; readonly settings: Readonly<Record<string, unknown>> };
  readonly membership: { readonly id: string; readonly handle: string; readonly role: Role };
} | null> {
  const [row] = await db.query<{ id: string; name: string; settings: Readonly<Record<string, unknown>>; member: string; handle: string; role: Role }>(
    `SELECT p."id", p."name", p."settings", m."id" AS member, m."handle", m."role" FROM "project" p JOIN "membership" m ON m."project_id" = p."id"
     WHERE p."slug" = $1 AND p."deleted_at" IS NULL AND m."account_id" = $2 AND m."deactivated_at" IS NULL`,
    [slug, accountId],
  );
  return row ? { project: { id: row.id, slug, name: row.name, settings: row.settings }, membership: { id: row.member, handle: row.handle, role: row.role } } : null;
}

/** Everyone, deactivated members and unclaimed handles included, in order of joining. */
export const members = async (db: Database, projectId: string): Promise<Membership[]> =>
  (await db.prisma.membership.findMany({ where: { projectId }, include: WITH_ACCOUNT, orderBy: [{ createdAt: "asc" }, { id: "asc" }] })).map(toMembership);

export const membershipById = async (db: Database, projectId: string, id: string): Promise<Membership | null> =>
  orNull(await db.prisma.membership.findUnique({ where: { projectId_id: { projectId, id } }, include: WITH_ACCOUNT }));

export const membershipByHandle = async (db: Database, projectId: string, handle: string): Promise<Membership | null> =>
  orNull(await db.prisma.membership.findUnique({ where: { projectId_handle: { projectId, handle } }, include: WITH_ACCOUNT }));

/** null when the account is a member already or the handle is taken. A deactivated member comes back under the old handle with the new role. */
export async function addMember(db: Database, projectId: string, member: NewMember): Promise<Membership | null> {
  if (member.accountId) {
    const returned = await db.prisma.membership.updateMany({ where: { projectId, accountId: member.accountId, deactivatedAt: { not: null } }, data: { role: member.role, deactivatedAt: null } });
    if (returned.count > 0) return orNull(await db.prisma.membership.findFirst({ where: { projectId, accountId: member.accountId }, include: WITH_ACCOUNT }));
  }
  try {
    return toMembership(await db.prisma.membership.create({
      data: { projectId, id: newId(), accountId: member.accountId, handle: member.handle ?? newHandle(), role: member.role, createdAt: member.now }, include: WITH_ACCOUNT,
    }));
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

/** False when the change would leave the project without an owner, or there is no such member. */
export const changeRole = (db: Database, projectId: string, id: string, role: Role): Promise<boolean> =>
  changeKeepingOwner(db, projectId, id, role === "owner", 'UPDATE "membership" SET "role" = $3 WHERE "project_id" = $1 AND "id" = $2', role);

/** Ends a member's access; the work stays under the handle. False as above. */
export const deactivateMember = (db: Database, projectId: string, id: string, now: Date): Promise<boolean> =>
  changeKeepingOwner(db, projectId, id, false, 'UPDATE "membership" SET "deactivated_at" = $3 WHERE "project_id" = $1 AND "id" = $2', now);

/** Gives access again to a member who has an account. False: no such member. */
export const reactivateMember = async (db: Database, projectId: string, id: string): Promise<boolean> =>
  (await db.prisma.membership.updateMany({ where: { projectId, id, accountId: { not: null } }, data: { deactivatedAt: null } })).count > 0;

/** Gives an unclaimed handle, with all its work, to an account that is no member yet. */
export async function claimHandle(db: Database, projectId: string, id: string, accountId: string): Promise<boolean> {
  try {
    return (await db.prisma.membership.updateMany({ where: { projectId, id, accountId: null }, data: { accountId } })).count > 0;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

const changeKeepingOwner = (db: Database, projectId: string, id: string, staysOwner: boolean, statement: string, value: unknown): Promise<boolean> =>
  db.transaction(async (within) => {
    // Locked together, so that two owners cannot step down at once.
    const owners = await within.query<{ id: string }>(
      `SELECT "id" FROM "membership" WHERE "project_id" = $1 AND "role" = 'owner' AND "deactivated_at" IS NULL AND "account_id" IS NOT NULL ORDER BY "id" FOR UPDATE`, [projectId]);
    if (!staysOwner && owners.length === 1 && owners[0]?.id === id) return false;
    return (await within.query<{ id: string }>(`${statement} RETURNING "id"`, [projectId, id, value])).length > 0;
  });

const PSEUDONYM_LETTERS = "23456789bcdfghjkmnpqrstvwxyz"; // no vowels: no words by accident
/** A pseudonym that says nothing about joining order, and will not meet the handles of another project's release. */
export const newHandle = (): string => `a-${Array.from({ length: 6 }, () => PSEUDONYM_LETTERS[randomInt(PSEUDONYM_LETTERS.length)]).join("")}`;

const toMembership = ({ account, role, id, projectId, accountId, handle, createdAt, deactivatedAt }: Row): Membership =>
  ({ id, projectId, accountId, handle, role: role as Role, createdAt, deactivatedAt, name: account?.name ?? null, email: account?.email ?? null });
const orNull = (row: Row | null): Membership | null => row && toMembership(row);
