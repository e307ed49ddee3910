import { randomUUID } from "node:crypto";
import { isUnreachable } from "@/data/database";
import { problemDetails } from "./problem";
import type { ProblemDetails } from "./problem";

/** The one place where something thrown becomes an answer. A broken world that mends itself (database away, disk full) is named; everything else
 *  is a bug: the client gets an incident id, the log gets the id with the stack, and neither gets the other's part. */
export function faultProblem(thrown: unknown, where: string): ProblemDetails {
  const world = brokenWorld(thrown);
  const incident = randomUUID();
  log({ level: "error", incident, where, kind: world ?? "internal", error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
  if (world === "database-unavailable") return problemDetails(world, { incident, detail: "Nothing was changed. Try again in a moment." });
  if (world === "out-of-space") return problemDetails(world, { incident, detail: "Nothing was changed. The server's operator has to make room." });
  return problemDetails("internal", { incident, detail: "Nothing is known to be lost. Tell the server's operator this incident id." });
}

/** One line of JSON on standard error. */
export function log(entry: Readonly<Record<string, unknown>>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
}

const FULL = new Set(["ENOSPC", "EDQUOT", "53100"]);
/** Prisma's own words for no free connection. */
const BUSY = new Set(["P2024", "P2037", "53300"]);

function brokenWorld(thrown: unknown): "database-unavailable" | "out-of-space" | null {
  for (let at = thrown, depth = 0; typeof at === "object" && at !== null && depth < 6; depth++) {
    const { code, originalCode, cause, meta } = at as { code?: unknown; originalCode?: unknown; cause?: unknown; meta?: { driverAdapterError?: unknown } };
    if ([code, originalCode].some((value) => FULL.has(String(value)))) return "out-of-space";
    if (isUnreachable(at) || BUSY.has(String(code))) return "database-unavailable";
    at = cause ?? meta?.driverAdapterError;
  }
  return null;
}
