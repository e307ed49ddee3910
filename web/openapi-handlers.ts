import { json } from "./answer";
import { openApiDocument } from "./openapi";
import type { OpenApiDocument, RouteModule } from "./openapi";
import { OPENAPI_PAGE_POLICY, openApiPage } from "./openapi-page";
import type { Handler } from "./route";
import { route } from "./route";

/** The table of all routes, loaded at the first request: it holds the handlers made here as well. */
export type RouteTable = () => Promise<Readonly<Record<string, RouteModule>>>;

/** GET of the OpenAPI document. It is the same for everybody and as long as the process lives. */
export function openApiJson(table: RouteTable, version: string): Handler {
  const document = once(table, version);
  return route({
    summary: "This document",
    role: "public",
    answers: { 200: { description: "OpenAPI 3.1", type: "application/json" } },
    run: async () => json(await document(), 200, { "cache-control": "public, max-age=300" }),
  });
}

/** GET of the reference page. */
export function openApiHtml(table: RouteTable, version: string): Handler {
  const document = once(table, version);
  return route({
    summary: "The reference page of this document",
    role: "public",
    answers: { 200: { description: "A page without scripts", type: "text/html" } },
    run: async () => new Response(openApiPage(await document()), {
      headers: { "content-type": "text/html; charset=utf-8", "cache-control": "public, max-age=300", "content-security-policy": OPENAPI_PAGE_POLICY },
    }),
  });
}

function once(table: RouteTable, version: string): () => Promise<OpenApiDocument> {
  let document: Promise<OpenApiDocument> | undefined;
  return () => (document ??= table().then((routes) => openApiDocument(routes, version)));
}
