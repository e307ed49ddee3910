import { z } from "zod";
import { SCOPES } from "@/core/access/role";
import { ProjectParams, resourceId } from "@/web/params";
import { Password } from "@/web/password-rule";

const Email = z.email("is not an e-mail address").max(320).toLowerCase();
const Name = z.string().min(1, "say a name").max(120, "at most 120 characters");
/** A path to go to afterwards; made harmless by web/return-path. */
const To = z.string().max(2000).optional();

export const SignInInput = z.object({ email: z.string().min(1, "say your e-mail address").max(320), password: z.string().min(1, "say your password").max(500), to: To });
export const ProviderInput = z.object({ provider: z.enum(["oidc", "github", "google"]), to: To });

export const SetupInput = z.object({
  setupToken: z.string().min(1, "copy it from the terminal").max(200),
  email: Email, name: Name, password: Password,
  demo: z.preprocess((value) => (value === "on" ? true : value), z.boolean().default(false)), // a ticked box of a form says "on"
});
export const SetupAnswer = z.object({ token: z.string(), demo: z.enum(["loaded", "failed"]).optional() });

export const TokenInput = z.object({
  name: Name,
  scope: z.enum(SCOPES).default("write"),
  project: z.string().max(100).optional().describe("slug of the one project that the token is for; left out: all of yours"),
  days: z.coerce.number().int().min(1).max(3650).optional().describe("days until it expires; left out: it does not"),
});
export const TokenView = z.object({
  id: z.string(), name: z.string(), scope: z.enum(SCOPES), projectId: z.string().nullable(), hint: z.string(),
  createdAt: z.string(), expiresAt: z.string().nullable(), lastUsedAt: z.string().nullable(),
});
export const MadeToken = z.object({ id: z.string(), token: z.string().describe("shown once; only its hash is kept") });

export const SessionView = z.object({ id: z.string(), userAgent: z.string(), createdAt: z.string(), expiresAt: z.string(), current: z.boolean() });

/** What a person set for themselves. Unknown keys are dropped; a key left out stays as it is. */
export const Preferences = z.object({
  locale: z.enum(["en", "zh"]).optional(),
  theme: z.enum(["system", "light", "dark", "contrast"]).optional(),
  readingSize: z.number().int().min(12).max(28).optional().describe("pixels"),
  measure: z.number().int().min(40).max(120).optional().describe("characters to a line"),
  face: z.enum(["serif", "sans", "mono"]).optional(),
  keys: z.record(z.string().max(60), z.string().max(60)).optional().describe("command to key, where it differs from the preset"),
});

export const AccountView = z.object({ id: z.string(), email: z.string(), name: z.string(), admin: z.boolean(), preferences: Preferences });
export const AccountChange = z.object({ name: Name.optional(), preferences: Preferences.optional() });

export const PasswordChange = z.object({ current: z.string().max(500), next: Password });
export const ResetInput = z.object({ token: z.string().max(300), password: Password });
export const ResetRequest = z.object({ email: z.string().max(320) });
export const ResetLink = z.object({ url: z.string(), expiresAt: z.string() });

export const Id = z.object({ id: resourceId });
export const MemberParams = ProjectParams.extend({ member: resourceId });

/** The address once more: erasing cannot be undone. */
export const AccountErasure = z.strictObject({ email: z.string().max(320) });
export const UserParams = z.object({ user: resourceId });
