import { fail, succeed } from "@/core/result";
import type { Result } from "@/core/result";
import type { ProblemDetails } from "./problem";

/** The connection broke, or what came back was no answer of ours. */
const unreachable = (detail: string): ProblemDetails => ({ type: "/problems/database-unavailable", title: "The server cannot be reached", status: 0, kind: "database-unavailable", detail });

/** Calls the HTTP API from the browser with the reader's session. `Value` is what the route's `answers` say; a 204 is null.
 *  Never throws: a refusal, a broken connection and an abort are all failures to show. */
export async function call<Value>(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, input?: unknown, signal?: AbortSignal): Promise<Result<Value, ProblemDetails>> {
  try {
    const response = await fetch(path, { method, signal: signal ?? null, ...(input === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(input) }) });
    return await readAnswer<Value>(response);
  } catch (thrown) {
    return fail(unreachable(thrown instanceof Error ? thrown.message : ""));
  }
}

/** The answer of a request made by hand (a file's upload) in the same form. */
export async function readAnswer<Value>(response: Response): Promise<Result<Value, ProblemDetails>> {
  const type = response.headers.get("content-type") ?? "";
  if (response.status === 204) return succeed(null as Value);
  if (type.includes("application/problem+json")) return fail((await response.json()) as ProblemDetails);
  if (!response.ok || !type.includes("json")) return fail(unreachable(`HTTP ${response.status}`));
  return succeed((await response.json()) as Value);
}
