import { createHash } from "node:crypto";

/** A weak entity tag of what an answer depends on (RFC 9110 §8.8). */
export const weakTag = (parts: readonly string[]): string => `W/"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22)}"`;

/** Whether the client says that it has this version already. */
export function isFresh(request: Request, tag: string): boolean {
  const held = request.headers.get("if-none-match");
  return held !== null && (held.trim() === "*" || held.split(",").some((each) => each.trim() === tag));
}

export const notModified = (tag: string): Response => new Response(null, { status: 304, headers: { etag: tag, "cache-control": "private, no-cache" } });
