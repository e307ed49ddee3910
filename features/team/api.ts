import { randomBytes } from "node:crypto";
import { accountByEmail, accounts, createAccount, deactivateAccount } from "@/data/accounts";
import type { Account } from "@/data/accounts";
import { audit, auditPage } from "@/data/audit";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import type { Invitation } from "@/data/invitations";
import { acceptInvitation as takeInvitation, createInvitation as insertInvitation, invitations, openInvitationByHash, revokeInvitation as markRevoked } from "@/data/invitations";
import type { Membership } from "@/data/memberships";
import { addMember as insertMember, changeRole, claimHandle, deactivateMember, members, membershipById, reactivateMember } from "@/data/memberships";
import { projectById } from "@/data/project-by-id";
import { json, noContent } from "@/web/answer";
import { forgetTokens, hashToken } from "@/web/bearer";
import { wholeList } from "@/web/listing";
import { ProjectParams } from "@/web/params";
import { hashPassword } from "@/web/password";
import { problem } from "@/web/problem";
import { because, fieldReason } from "@/web/reasons";
import { forgetPlaces } from "@/web/project-scope";
import { route } from "@/web/route";
import { forgetSessions } from "@/web/session-cache";
import { figuresFor, mayReadFigures } from "./figures";
import {
  Acceptance, Accepted, AuditList, AuditQuery, FiguresAnswer, FiguresQuery, InvitationList, InvitationMade, InvitationParams, MemberAnswer, MemberChange, MemberList, MemberParams, NewInvitation, NewMember, NewUser,
  UserAnswer, UserChange, UserList, UserParams, UserQuery,
} from "./schema";

const DAY = 86_400_000;

// ---- Members ----

export const listMembers = route({
  summary: "Who works in the project",
  role: "viewer",
  params: ProjectParams,
  answers: { 200: MemberList },
  run: async ({ db, actor, project }) => {
    const all = await members(db, project.id);
    return json(wholeList(all.map((member) => memberAnswer(member, actor.membership.role === "owner" || member.id === actor.membership.id))));
  },
});

export const addMember = route({
  summary: "Give an account a place in the project",
  role: "owner",
  params: ProjectParams,
  input: NewMember,
  answers: { 201: MemberAnswer },
  run: async ({ db, actor, project, input: { email, role, handle }, now }) => {
    const account = await accountByEmail(db, email);
    if (!account || account.deactivatedAt) return problem("invalid-input", { errors: [{ field: "email", message: "no account has this address; send an invitation instead" }] });
    const member = await insertMember(db, project.id, { accountId: account.id, role, ...(handle === undefined ? {} : { handle }), now });
    if (!member) return problem("already-exists", "the account is a member already, or the handle is taken");
    forgetPlaces();
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "member.add", subject: member.handle, detail: { role }, now });
    return json(memberAnswer(member, true), 201);
  },
});

export const changeMember = route({
  summary: "Change a member's role, end the membership (the work stays under the handle), give access again, or give a handle from an import to an account",
  role: "owner",
  params: MemberParams,
  input: MemberChange,
  answers: { 200: MemberAnswer },
  run: async ({ db, actor, project, params: { member: id }, input: { role, deactivated, account: email }, now }) => {
    const before = await membershipById(db, project.id, id);
    if (!before) return problem("not-found");
    if (email !== undefined) {
      const account = await accountByEmail(db, email);
      if (!account || account.deactivatedAt) return problem("invalid-input", { errors: [fieldReason("account", "unknown-account")] });
      if (!(await claimHandle(db, project.id, id, account.id))) return problem("already-exists", because(before.accountId === null ? "account-is-member" : "handle-has-account"));
    }
    const done = (role === undefined || await changeRole(db, project.id, id, role)) && (deactivated === undefined || (deactivated ? await deactivateMember(db, project.id, id, now) : await reactivateMember(db, project.id, id)));
    if (!done) return problem("conflict", because("needs-owner"));
    forgetPlaces();
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: email !== undefined ? "member.claim" : deactivated === undefined ? "member.change" : deactivated ? "member.deactivate" : "member.reactivate", subject: before.handle, detail: { from: before.role, ...(role ? { to: role } : {}) }, now });
    const after = await membershipById(db, project.id, id);
    return after ? json(memberAnswer(after, true)) : problem("not-found");
  },
});

export const readFigures = route({
  summary: "Pace, score on known items, agreement with the result and with others, over time",
  description: "For the person and for owners of the project only. Over the newest 500 submitted traces.",
  role: "viewer",
  params: MemberParams,
  query: FiguresQuery,
  answers: { 200: FiguresAnswer },
  run: async ({ db, actor, project, params: { member: id }, query: { pass } }) => {
    if (!mayReadFigures(actor.membership, id)) return problem("forbidden", "figures about a person are for that person and for owners");
    return (await membershipById(db, project.id, id)) ? json(await figuresFor(db, project.id, actor.membership, id, pass)) : problem("not-found");
  },
});

// ---- Invitations ----

export const listInvitations = route({
  summary: "Invitations, open and past",
  role: "owner",
  params: ProjectParams,
  answers: { 200: InvitationList },
  run: async ({ db, project, now }) => json(wholeList((await invitations(db, project.id)).map((each) => invitationAnswer(each, now)))),
});

export const createInvitation = route({
  summary: "Invite somebody with a role; whoever has the token may join, once",
  role: "owner",
  params: ProjectParams,
  input: NewInvitation,
  answers: { 201: InvitationMade },
  run: async ({ db, actor, project, input: { role, days }, now }) => {
    const token = `inv_${randomBytes(32).toString("base64url")}`;
    const made = { id: newId(), role, createdBy: actor.membership.id, expiresAt: new Date(now.getTime() + days * DAY) };
    await insertInvitation(db, project.id, { ...made, hash: hashToken(token), now });
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "invitation.create", subject: made.id, detail: { role }, now });
    return json({ ...invitationAnswer({ ...made, projectId: project.id, createdAt: now, acceptedAt: null, revokedAt: null }, now), token }, 201);
  },
});

export const revokeInvitation = route({
  summary: "Take an open invitation back",
  role: "owner",
  params: InvitationParams,
  answers: { 204: null },
  run: async ({ db, actor, project, params: { invitation }, now }) => {
    if (!(await markRevoked(db, project.id, invitation, now))) return problem("not-found");
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "invitation.revoke", subject: invitation, now });
    return noContent();
  },
});

export const acceptInvitation = route({
  summary: "Join a project by an invitation, with the caller's account or a new one",
  role: "public",
  input: Acceptance,
  answers: { 201: Accepted },
  run: async ({ db, actor, input: { token, account }, now }) => {
    const hash = hashToken(token);
    const invitation = await openInvitationByHash(db, hash, now);
    const project = invitation && await projectById(db, invitation.projectId);
    if (!invitation || !project) return problem("not-found", "the invitation was used, taken back or has expired");
    if (!actor && !account) return problem("unauthenticated", "sign in, or say which account to make");
    if (actor && (actor.scope === "read" || actor.onlyProject !== null)) return problem("scope-too-small", "a token that joins must be able to write in any project");
    const accountId = actor?.account.id ?? (account && await makeAccount(db, account, now));
    if (!accountId) return problem("already-exists", { errors: [{ field: "account.email", message: "this address has an account: sign in first" }] });
    const member = await takeInvitation(db, hash, accountId, now);
    if (!member) return problem("already-exists", "you are a member already");
    forgetPlaces();
    await audit(db, { id: newId(), projectId: project.id, accountId, action: "invitation.accept", subject: invitation.id, detail: { role: invitation.role }, now });
    return json({ slug: project.slug, member: memberAnswer(member, true) }, 201);
  },
});

// ---- Accounts of the server ----

export const listUsers = route({
  summary: "Every account of the server",
  role: "admin",
  query: UserQuery,
  answers: { 200: UserList },
  run: async ({ db, query: { email } }) => {
    if (email === undefined) return json(wholeList((await accounts(db)).map(userAnswer)));
    const found = await accountByEmail(db, email);
    return json(wholeList(found ? [userAnswer(found)] : []));
  },
});

export const createUser = route({
  summary: "Make an account",
  role: "admin",
  input: NewUser,
  answers: { 201: UserAnswer },
  run: async ({ db, actor, input: { email, name, password, admin }, now }) => {
    const made = await createAccount(db, { id: newId(), email, name, passwordHash: await hashPassword(password), admin, now });
    if (!made) return problem("already-exists", { errors: [{ field: "email", message: "this address has an account" }] });
    await audit(db, { id: newId(), projectId: null, accountId: actor.account.id, action: "account.create", subject: made.id, detail: { admin }, now });
    return json(userAnswer(made), 201);
  },
});

export const changeUser = route({
  summary: "End an account's access; its work stays",
  role: "admin",
  params: UserParams,
  input: UserChange,
  answers: { 200: UserAnswer },
  run: async ({ db, actor, params: { user }, now }) => {
    const account = (await accounts(db)).find(({ id }) => id === user);
    if (!account) return problem("not-found");
    if (account.id === actor.account.id) return problem("conflict", "you cannot end your own access");
    await deactivateAccount(db, account.id, now);
    forgetSessions();
    forgetTokens();
    await audit(db, { id: newId(), projectId: null, accountId: actor.account.id, action: "account.deactivate", subject: account.id, now });
    return json(userAnswer({ ...account, deactivatedAt: now }));
  },
});

// ---- Audit ----

export const listAudit = route({
  summary: "Who did what when in the project, the newest first",
  role: "researcher",
  params: ProjectParams,
  query: AuditQuery,
  answers: { 200: AuditList },
  run: async ({ db, project, query: { cursor, limit } }) => {
    const [events, team] = await Promise.all([auditPage(db, project.id, { ...(cursor === undefined ? {} : { before: cursor }), limit: limit + 1 }), members(db, project.id)]);
    const handles = new Map(team.map(({ accountId, handle }) => [accountId, handle]));
    const items = events.slice(0, limit).map(({ id, action, subject, detail, accountId, at }) => ({ id, action, subject, detail, by: handles.get(accountId) ?? null, at }));
    return json({ items, next: events.length > limit ? items.at(-1)?.id ?? null : null });
  },
});

async function makeAccount(db: Database, { email, name, password }: { readonly email: string; readonly name: string; readonly password: string }, now: Date): Promise<string | undefined> {
  return (await createAccount(db, { id: newId(), email, name, passwordHash: await hashPassword(password), now }))?.id;
}

const memberAnswer = ({ id, handle, role, accountId, name, email, createdAt, deactivatedAt }: Membership, named: boolean) =>
  ({ id, handle, role, claimed: accountId !== null, name: named ? name : null, email: named ? email : null, createdAt, deactivatedAt });

const userAnswer = ({ id, email, name, admin, createdAt, deactivatedAt }: Account) => ({ id, email, name, admin, createdAt, deactivatedAt });

function invitationAnswer({ id, role, createdAt, expiresAt, acceptedAt, revokedAt }: Omit<Invitation, "createdBy">, now: Date) {
  const state = acceptedAt ? "accepted" : revokedAt ? "revoked" : expiresAt <= now ? "expired" : "open";
  return { id, role, state, createdAt, expiresAt, acceptedAt, revokedAt };
}
