import { isAtLeast, ROLES, scopeCovers } from "@/core/access/role";
import type { Role, Scope } from "@/core/access/role";
import { fail, succeed } from "@/core/result";
import type { Result } from "@/core/result";
import type { Database } from "@/data/database";
import type { Actor, ActorAccount, Need, ProjectScope } from "./actor";
import { bearerToken } from "./bearer";
import { environment } from "./env";
import { problemDetails } from "./problem";
import type { ProblemDetails } from "./problem";
import { processWide } from "./process-wide";
import { placeOf } from "./project-scope";
import { publicOrigin } from "./public-origin";
import { rateGuard } from "./rate";
import { isSafe, isSameOrigin } from "./same-origin";
import { clientAddress } from "./client-address";
import { sessionOf } from "./session";

export interface Admitted {
  readonly actor: Actor | null;
  readonly project: ProjectScope | null;
}

export interface Asking {
  readonly headers: Headers;
  readonly method: string;
  readonly need: Need;
  /** The least scope of a token; see `scopeFor`. */
  readonly scope: Scope;
  /** Which project, when the need is a project role. */
  readonly slug: string | undefined;
  readonly now: Date;
}

const rates = processWide("rates", () => rateGuard());
/** Failed or missing credentials of one address in a minute, before it is told to wait. */
const MOST_STRANGERS = 600;

/** Who is there → may they pass: the one place where a request becomes an actor in a project. */
export async function admit(db: Database, asking: Asking): Promise<Result<Admitted, ProblemDetails>> {
  const known = await identify(db, asking);
  const actor = known.ok ? known.value : null;
  const settings = environment();
  const most = settings.limits.requestsPerMinute;
  const wait = actor ? rates.admit(actor.account.id, most) : rates.admit(`address ${clientAddress(asking.headers, settings.trustProxy)}`, Math.min(most, MOST_STRANGERS));
  if (wait > 0) return fail(problemDetails("rate-limited", { retryAfter: wait }));
  if (!known.ok) return known;
  if (asking.need === "public") return succeed({ actor, project: null });
  if (!actor) return fail(problemDetails("unauthenticated"));
  if (isRole(asking.need)) return inProject(db, actor, asking.need, asking);
  if (!scopeCovers(actor.scope, asking.scope)) return fail(problemDetails("scope-too-small", { needed: asking.scope, held: actor.scope }));
  if (asking.need === "admin" && (!actor.account.admin || actor.onlyProject !== null)) return fail(problemDetails("forbidden"));
  if (actor.onlyProject !== null && !isSafe(asking.method)) return fail(problemDetails("scope-too-small", "This token was made for one project."));
  return succeed({ actor, project: null });
}

/** What a token must be allowed to do, unless the route says otherwise: reading is `read`, changing is `write`, and what only owners and admins change is `admin`. */
export function scopeFor(method: string, need: Need): Scope {
  if (isSafe(method)) return "read";
  return need === "owner" || need === "admin" ? "admin" : "write";
}

async function identify(db: Database, { headers, method, now }: Asking): Promise<Result<Actor | null, ProblemDetails>> {
  const token = await bearerToken(db, headers.get("authorization"), now);
  if (token === null) return fail(problemDetails("unauthenticated", "The token is unknown, expired or revoked."));
  if (token) return succeed({ account: actorAccount(token.account), via: "token", scope: token.scope, credential: token.id, onlyProject: token.projectId, membership: null });
  const session = await sessionOf(db, headers, now);
  if (!session) return succeed(null);
  if (!isSafe(method) && !isSameOrigin(headers, publicOrigin(headers, environment()))) return fail(problemDetails("cross-origin"));
  return succeed({ account: actorAccount(session.account), via: "session", scope: "admin", credential: session.id, onlyProject: null, membership: null });
}

async function inProject(db: Database, actor: Actor, role: Role, { slug, scope }: Asking): Promise<Result<Admitted, ProblemDetails>> {
  const place = slug === undefined ? null : await placeOf(db, actor.account.id, slug);
  if (!place || (actor.onlyProject !== null && actor.onlyProject !== place.project.id)) return fail(problemDetails("not-found"));
  if (!isAtLeast(place.membership.role, role)) return fail(problemDetails("forbidden", { needed: role, held: place.membership.role }));
  if (!scopeCovers(actor.scope, scope)) return fail(problemDetails("scope-too-small", { needed: scope, held: actor.scope }));
  return succeed({ actor: { ...actor, membership: place.membership }, project: place.project });
}

/** What handlers and pages may know of an account: never its password hash. */
const actorAccount = ({ id, email, name, admin }: ActorAccount): ActorAccount => ({ id, email, name, admin });

export const isRole = (need: Need): need is Role => (ROLES as readonly string[]).includes(need);
