import { problem } from "./problem";

/** 405 with what the path knows instead, as RFC 9110 wants it said. */
export const methodNotAllowed = (known: readonly string[]): Response => problem("method-not-allowed", {}, { allow: allowed(known) });

/** Who may GET may HEAD. */
const allowed = (known: readonly string[]): string => known.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");

const only = (known: readonly string[]) => ({ method }: Request): Response =>
  method === "OPTIONS" ? new Response(null, { status: 204, headers: { allow: allowed([...known, "OPTIONS"]) } }) : methodNotAllowed(known);

/** For routes outside the API's table, each method they do not know: Next's own 405 is empty. */
export const onlyRead = only(["GET"]);
export const onlyReadOrPost = only(["GET", "POST"]);

/** For paths below /api that are none: Next would answer with a page. */
export const nothingHere = (): Response => problem("not-found");
