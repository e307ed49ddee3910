import { database } from "@/data/client";
import { databaseHealth } from "@/data/migrate";
import { json } from "./answer";
import { bearerToken } from "./bearer";
import { isBooted } from "./boot-state";
import { isLoopback } from "./client-address";
import { isStopping } from "./draining";
import { environment } from "./env";
import { metricsText } from "./metrics";
import { problem } from "./problem";
import { sameText } from "./setup-token";

/** GET /healthz: the process answers. Says nothing about the database, so that a restart is not asked for when that is away. */
export const healthz = (): Response => json({ status: "ok" });

/** GET /readyz: send requests here. */
export async function readyz(): Promise<Response> {
  const { reachable, migrated } = await health();
  const ready = reachable && migrated && isBooted() && !isStopping();
  return json({ status: ready ? "ready" : "not-ready", database: reachable, migrations: migrated, stopping: isStopping() }, ready ? 200 : 503);
}

/** GET /metrics: from this machine without a proxy between, or with METRICS_TOKEN or an admin's token. */
export async function metrics(request: Request): Promise<Response> {
  if (!isLoopback(request.headers) && !(await mayMeasure(request.headers.get("authorization")))) return problem("not-found");
  return new Response(metricsText(await health()), { headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" } });
}

async function mayMeasure(authorization: string | null): Promise<boolean> {
  const preset = environment().metricsToken;
  const given = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
  if (given === undefined) return false;
  if (preset !== undefined && sameText(given, preset)) return true;
  const token = await bearerToken(await database(), authorization, new Date());
  return !!token && token.account.admin && token.scope === "admin" && token.projectId === null;
}

async function health(): Promise<{ reachable: boolean; migrated: boolean }> {
  try {
    return await databaseHealth(await database());
  } catch {
    return { reachable: false, migrated: false };
  }
}
