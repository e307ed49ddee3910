import { expect, test } from "vitest";
import { z } from "zod";
import { openApiDocument } from "./openapi";
import { schemaBook } from "./openapi-schemas";
import type { Handler, RouteSpec } from "./route";

const handler = (spec: RouteSpec): Handler => Object.assign(async () => new Response("🙂"), { spec });
const Span = z.object({ start: z.int(), note: z.string().default("") }).meta({ id: "Span" });

test("H12: a route becomes an operation with its parameters, bodies, answers and what it needs", () => {
  const document = openApiDocument({
    "/api/v1/projects/[slug]/traces/[traceId]": {
      GET: handler({ summary: "One trace", role: "viewer", query: z.object({ assignment: z.string().optional() }), answers: { 200: z.object({ spans: z.array(Span) }), 304: null } }),
      POST: handler({ summary: "Add", role: "annotator", input: z.object({ span: Span }), answers: { 200: z.object({ revision: z.int() }) } }),
    },
    "/api/v1/projects/[slug]/releases/[id]/files/[...path]": { GET: handler({ summary: "A file", role: "researcher", answers: { 200: { description: "The file", type: "application/octet-stream" } } }) },
  }, "1.2.3");
  const path = document.paths["/api/v1/projects/{slug}/traces/{traceId}"]!;
  expect(path.get).toMatchObject({
    operationId: "get_projects_slug_traces_traceId",
    parameters: [{ name: "slug", in: "path" }, { name: "traceId", in: "path" }, { name: "assignment", in: "query", required: false }],
    responses: { 200: { content: { "application/json": {} } }, 304: {}, default: { content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } } },
  });
  expect(path.get!.description).toContain("`viewer`");
  expect(path.post!.description).toContain("scope `write`");
  expect(document.paths["/api/v1/projects/{slug}/releases/{id}/files/{path}"]!.get!.responses[200]).toEqual({ description: "The file", content: { "application/octet-stream": {} } });
});

test("H12: a part with defaults has one schema for sending and one for answers, and every reference resolves", () => {
  const book = schemaBook();
  const Holder = z.object({ span: Span }).meta({ id: "Holder" });
  const [answer, body] = [book.output(z.object({ holder: Holder })), book.input(z.object({ holder: Holder, again: Span }))];
  expect(JSON.stringify(answer)).toContain("#/components/schemas/Holder\"");
  const schemas = book.schemas();
  expect(schemas).toMatchObject({ Span: { required: ["start", "note"] }, SpanInput: { required: ["start"] }, Holder: { properties: { span: { $ref: "#/components/schemas/Span" } } }, HolderInput: { properties: { span: { $ref: "#/components/schemas/SpanInput" } } } });
  for (const [, name] of JSON.stringify([answer, body, schemas]).matchAll(/"#\/components\/schemas\/(\w+)"/g)) expect(schemas).toHaveProperty(name!);
  expect(JSON.stringify([answer, body, schemas])).not.toContain("$defs");
});
