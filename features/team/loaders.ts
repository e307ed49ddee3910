import type { Role } from "@/core/access/role";
import type { Pass } from "@/core/annotation/annotation";
import { auditPage } from "@/data/audit";
import type { Database } from "@/data/database";
import { invitations, openInvitationByHash } from "@/data/invitations";
import { membershipByHandle, members } from "@/data/memberships";
import { projectById } from "@/data/project-by-id";
import type { ActorMembership } from "@/web/actor";
import { hashToken } from "@/web/bearer";
import type { InvitationLine } from "./components/invitation-list";
import type { MemberLine } from "./components/member-table";
import type { AuditLine } from "./components/audit-table";
import { figuresFor, mayReadFigures } from "./figures";
import { FiguresAnswer } from "./schema";

export interface TeamView {
  readonly members: readonly MemberLine[];
  /** Open ones only; empty for those who may not invite. */
  readonly invitations: readonly InvitationLine[];
}

/** The people of a project. Names and addresses are for owners, and each member's own. */
export async function teamView(db: Database, projectId: string, viewer: ActorMembership, now: Date): Promise<TeamView> {
  const owner = viewer.role === "owner";
  const [people, invited] = await Promise.all([members(db, projectId), owner ? invitations(db, projectId) : []]);
  return {
    members: people.map(({ id, handle, role, accountId, name, email, createdAt, deactivatedAt }) => ({
      id, handle, role, claimed: accountId !== null, self: id === viewer.id, createdAt: createdAt.toISOString(), active: deactivatedAt === null,
      ...(owner || id === viewer.id ? { name, email } : { name: null, email: null }),
    })),
    invitations: invited.filter(({ acceptedAt, revokedAt, expiresAt }) => !acceptedAt && !revokedAt && expiresAt > now).map(({ id, role, expiresAt }) => ({ id, role, expiresAt: expiresAt.toISOString() })),
  };
}

/** What an invitation's page says before anybody accepts it; null when it is not open. */
export async function openInvitation(db: Database, token: string, now: Date): Promise<{ readonly project: string; readonly role: Role } | null> {
  const invitation = await openInvitationByHash(db, hashToken(token), now);
  const project = invitation && await projectById(db, invitation.projectId);
  return invitation && project ? { project: project.name, role: invitation.role } : null;
}

export const EVENTS_A_PAGE = 100;

/** One page of the project's audit, the newest first; `next` is where the page after it begins. */
export async function auditView(db: Database, projectId: string, viewer: ActorMembership, before: string | undefined): Promise<{ readonly lines: readonly AuditLine[]; readonly next: string | null }> {
  const [events, people] = await Promise.all([auditPage(db, projectId, { limit: EVENTS_A_PAGE + 1, ...(before === undefined ? {} : { before }) }), members(db, projectId)]);
  const names = new Map(people.map(({ accountId, handle, name }) => [accountId, viewer.role === "owner" ? name ?? handle : handle]));
  const lines = events.slice(0, EVENTS_A_PAGE).map(({ id, at, accountId, action, subject, detail }) => ({ id, at: at.toISOString(), who: names.get(accountId) ?? null, action, subject, detail: Object.keys(detail).length === 0 ? "" : JSON.stringify(detail) }));
  return { lines, next: events.length > EVENTS_A_PAGE ? lines.at(-1)?.id ?? null : null };
}

/** One person's figures; null when there is no such member, or they are none of the viewer's business. */
export async function memberFiguresView(db: Database, projectId: string, viewer: ActorMembership, handle: string, pass: Pass): Promise<{ readonly handle: string; readonly figures: FiguresAnswer } | null> {
  const member = await membershipByHandle(db, projectId, handle);
  return member && mayReadFigures(viewer, member.id) ? { handle: member.handle, figures: FiguresAnswer.parse(await figuresFor(db, projectId, viewer, member.id, pass)) } : null;
}
