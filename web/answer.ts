/** A JSON answer. Nothing that the server says about labelled work may be kept by a cache on the way. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", "cache-control": "no-store", ...headers } });
}

/** 204: done, nothing to say. */
export const noContent = (): Response => new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
