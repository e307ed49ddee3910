import type { Role } from "@/core/access/role";
import type { Database } from "./database";
import type { Membership } from "./memberships";
import { addMember } from "./memberships";

/** A link with which somebody may join a project; only the hash of its secret is kept. */
export interface Invitation {
  readonly projectId: string;
  readonly id: string;
  readonly role: Role;
  /** Membership id. */
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

export async function createInvitation(db: Database, projectId: string, { now, ...invitation }: {
  readonly id: string; readonly hash: string; readonly role: Role; readonly createdBy: string; readonly expiresAt: Date; readonly now: Date;
}): Promise<void> {
  await db.prisma.invitation.create({ data: { projectId, ...invitation, createdAt: now } });
}

/** An invitation that can still be accepted. */
export async function openInvitationByHash(db: Database, hash: string, now: Date): Promise<Invitation | null> {
  const row = await db.prisma.invitation.findFirst({ where: { hash, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } } });
  return row && toInvitation(row);
}

/** Takes the invitation (once) and makes the account a member. null: not open any more, or the account is a member already. */
export async function acceptInvitation(db: Database, hash: string, accountId: string, now: Date): Promise<Membership | null> {
  const [taken] = await db.query<{ project_id: string; role: Role }>(
    `UPDATE "invitation" SET "accepted_by" = $2, "accepted_at" = $3 WHERE "hash" = $1 AND "accepted_at" IS NULL AND "revoked_at" IS NULL AND "expires_at" > $3
     AND NOT EXISTS (SELECT FROM "membership" m WHERE m."project_id" = "invitation"."project_id" AND m."account_id" = $2 AND m."deactivated_at" IS NULL)
     RETURNING "project_id", "role"`, [hash, accountId, now]);
  return taken ? addMember(db, taken.project_id, { accountId, role: taken.role, now }) : null;
}

export const revokeInvitation = async (db: Database, projectId: string, id: string, now: Date): Promise<boolean> =>
  (await db.prisma.invitation.updateMany({ where: { projectId, id, revokedAt: null, acceptedAt: null }, data: { revokedAt: now } })).count > 0;

export const invitations = async (db: Database, projectId: string): Promise<Invitation[]> =>
  (await db.prisma.invitation.findMany({ where: { projectId }, orderBy: { createdAt: "desc" } })).map(toInvitation);

const toInvitation = (row: Omit<Invitation, "role"> & { readonly role: string }): Invitation => ({
  projectId: row.projectId, id: row.id, role: row.role as Role, createdBy: row.createdBy, createdAt: row.createdAt, expiresAt: row.expiresAt, acceptedAt: row.acceptedAt, revokedAt: row.revokedAt,
});
