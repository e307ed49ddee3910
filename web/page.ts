import { cookies, headers as requestHeaders } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { Role } from "@/core/access/role";
import { hasAccounts } from "@/data/accounts";
import { database } from "@/data/client";
import type { Database } from "@/data/database";
import type { ActorFor, Need, ProjectFor } from "./actor";
import { admit } from "./gate";
import { processWide } from "./process-wide";
import { localPath, PATH_HEADER } from "./return-path";

export interface PageScope<N extends Need> {
  readonly db: Database;
  readonly actor: ActorFor<N>;
  readonly project: ProjectFor<N>;
  readonly now: Date;
}

/** For pages of a project: who looks, in which project. Signed out → the sign-in page, which comes back here; no such project for them, or too small a role → not found. */
export const pageScope = <R extends Role>(slug: string, role: R): Promise<PageScope<R>> => scopeOf(role, slug);

/** For pages of any account. */
export const signedIn = (): Promise<PageScope<"signed-in">> => scopeOf("signed-in", undefined);

/** For pages that greet somebody signed in but show themselves to all. */
export const anyone = (): Promise<PageScope<"public">> => scopeOf("public", undefined);

/** Whether the first account is there. Until then every page leads to /setup. */
export async function isSetUp(): Promise<boolean> {
  const known = processWide("set-up", () => ({ done: false }));
  known.done ||= await hasAccounts(await database()); // accounts are never removed: once true, always true
  return known.done;
}

/** The request's headers with its cookies as they are by now: a page that is rendered in the answer to an action (a sign-in in place) must see the session that the action began. */
async function currentHeaders(): Promise<Headers> {
  const [headers, jar] = await Promise.all([requestHeaders(), cookies()]);
  const current = new Headers(headers);
  current.set("cookie", jar.toString());
  return current;
}

async function scopeOf<N extends Need>(need: N, slug: string | undefined): Promise<PageScope<N>> {
  const db = await database();
  const headers = await currentHeaders();
  const now = new Date();
  const admitted = await admit(db, { headers, method: "GET", need, scope: "read", slug, now });
  if (admitted.ok) return { db, now, actor: admitted.value.actor as ActorFor<N>, project: admitted.value.project as ProjectFor<N> }; // the gate has seen to what N promises
  if (admitted.error.kind !== "unauthenticated") notFound();
  if (!(await isSetUp())) redirect("/setup");
  redirect(`/sign-in?${new URLSearchParams({ to: localPath(headers.get(PATH_HEADER)) })}`);
}
