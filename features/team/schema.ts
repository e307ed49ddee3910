import { z } from "zod";
import { ROLES } from "@/core/access/role";
import { PASSES } from "@/core/annotation/annotation";
import { listOf, pageQuery } from "@/web/listing";
import { ProjectParams, resourceId } from "@/web/params";
import { Password } from "@/web/password-rule";

export const MemberParams = ProjectParams.extend({ member: resourceId });
export const InvitationParams = ProjectParams.extend({ invitation: resourceId });
export const UserParams = z.object({ user: resourceId });

const Email = z.string().max(254).regex(/^[^\s@]+@[^\s@]+$/, "is an e-mail address");
const PersonName = z.string().regex(/\S/, "says something").max(200);
/** Stands in exports and layer names. */
const Handle = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "is 1 to 64 letters, digits, ., _ or -");

export const MemberAnswer = z.object({
  id: z.string(),
  handle: z.string().describe("the stable pseudonym of exports"),
  role: z.enum(ROLES),
  claimed: z.boolean().describe("false: a handle from an import that no account has taken over yet"),
  name: z.string().nullable().describe("owners see names and addresses, members their own"),
  email: z.string().nullable(),
  createdAt: z.iso.datetime(),
  deactivatedAt: z.iso.datetime().nullable(),
}).meta({ id: "Member" });
export const MemberList = listOf(MemberAnswer);
export const NewMember = z.strictObject({ email: Email.describe("of an account that is there already"), role: z.enum(ROLES), handle: Handle.optional() });
export const MemberChange = z.strictObject({ role: z.enum(ROLES).optional(), deactivated: z.boolean().optional().describe("false: access is given again"), account: Email.optional().describe("for a handle from an import: the account that takes it over, with all its work") });

const InvitationAnswer = z.object({
  id: z.string(), role: z.enum(ROLES), state: z.enum(["open", "accepted", "revoked", "expired"]),
  createdAt: z.iso.datetime(), expiresAt: z.iso.datetime(), acceptedAt: z.iso.datetime().nullable(), revokedAt: z.iso.datetime().nullable(),
});
export const InvitationList = listOf(InvitationAnswer);
export const NewInvitation = z.strictObject({ role: z.enum(ROLES), days: z.int().min(1).max(365).default(14).describe("until it expires") });
export const InvitationMade = InvitationAnswer.extend({ token: z.string().describe("shown once: whoever has it may join") });
export const Acceptance = z.strictObject({
  token: z.string().regex(/^[\w-]{20,200}$/, "is not an invitation"),
  account: z.strictObject({ email: Email, name: PersonName, password: Password }).optional().describe("makes an account, for somebody who is not signed in"),
});
export const Accepted = z.object({ slug: z.string(), member: MemberAnswer });

export const UserAnswer = z.object({
  id: z.string(), email: z.string(), name: z.string(), admin: z.boolean(), createdAt: z.iso.datetime(), deactivatedAt: z.iso.datetime().nullable(),
}).meta({ id: "User" });
export const UserList = listOf(UserAnswer);
export const UserQuery = z.object({ email: Email.optional() });
export const NewUser = z.strictObject({ email: Email, name: PersonName, password: Password, admin: z.boolean().default(false) });
export const UserChange = z.strictObject({ deactivated: z.literal(true) });

export const AuditQuery = z.object(pageQuery);
export const AuditList = listOf(z.object({
  id: z.string(), action: z.string(), subject: z.string(), detail: z.record(z.string(), z.json()), by: z.string().nullable().describe("handle of the member who did it; null: nobody of the project"), at: z.iso.datetime(),
}));

const Meeting = z.object({ f1: z.number().nullable().describe("labelled, at IoU ≥ .5, pooled; null: nothing marked on either side"), n: z.int() });
const Figures = z.object({
  items: z.int(), from: z.iso.datetime().nullable(), to: z.iso.datetime().nullable(), minutes: z.number().nullable(), charactersPerMinute: z.number().nullable(),
  known: Meeting.describe("hidden gold and qualification items"), gold: Meeting.describe("adjudicated results"), others: Meeting.describe("other annotators"),
});
export const FiguresQuery = z.object({ pass: z.enum(PASSES).default("behaviour") });
export const FiguresAnswer = z.object({ all: Figures, windows: z.array(Figures).describe("in order of submission; empty below ten items") }).meta({ id: "MemberFigures" });
export type FiguresAnswer = z.output<typeof FiguresAnswer>;
