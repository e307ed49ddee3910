import { z } from "zod";
import { isRole, scopeFor } from "./gate";
import { schemaBook } from "./openapi-schemas";
import type { SchemaBook } from "./openapi-schemas";
import { PROBLEM_KINDS } from "./problem";
import { REASON_CODES } from "./reasons";
import type { Answer, Handler, RouteSpec } from "./route";

/** What a `route.ts` exports: handlers under the names of HTTP methods. */
export type RouteModule = Readonly<Partial<Record<Method, Handler>>>;
export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>>; readonly securitySchemes: object };
  readonly [member: string]: unknown;
}

export interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly OpenApiParameter[];
  readonly requestBody?: { readonly required: boolean; readonly description?: string; readonly content: Readonly<Record<string, { readonly schema?: object }>> };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>>;
  readonly [member: string]: unknown;
}

export interface OpenApiParameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: object;
}

/** The OpenAPI 3.1 document of a table of routes, from the same zod schemas that validate.
 *  @param routes by path as Next writes it: `/api/v1/projects/[slug]` */
export function openApiDocument(routes: Readonly<Record<string, RouteModule>>, version: string): OpenApiDocument {
  const book = schemaBook();
  const problem = book.output(ProblemDocument);
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const [path, module] of Object.entries(routes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const template = path.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}");
    const methods = METHODS.flatMap((method) => (module[method] ? [[method.toLowerCase(), operation(method, template, module[method].spec, book, problem)] as const] : []));
    paths[template] = Object.fromEntries(methods);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Switchback", version, description: DESCRIPTION },
    security: [{ token: [] }, { session: [] }],
    paths,
    components: { schemas: book.schemas(), securitySchemes: SECURITY },
  };
}

function operation(method: Method, path: string, spec: RouteSpec, book: SchemaBook, problem: object): OpenApiOperation {
  const body = spec.input
    ? { required: true, content: { "application/json": { schema: book.input(spec.input) } } }
    : spec.body && { required: false, description: spec.body.description, content: Object.fromEntries(spec.body.types.map((type) => [type, {}])) };
  return {
    operationId: operationId(method, path),
    summary: spec.summary,
    description: [spec.description, needOf(method, spec)].filter((part) => part !== undefined).join("\n\n"),
    ...(spec.role === "public" ? { security: [] } : {}),
    parameters: [...pathParameters(path, spec, book), ...queryParameters(spec, book)],
    ...(body ? { requestBody: body } : {}),
    responses: {
      ...Object.fromEntries(Object.entries(spec.answers).map(([status, answer]) => [status, response(answer, book)])),
      default: { description: "Problem (RFC 9457)", content: { "application/problem+json": { schema: problem } } },
    },
  };
}

function response(answer: Answer, book: SchemaBook): OpenApiOperation["responses"][string] {
  if (answer === null) return { description: "Nothing to say" };
  if (answer instanceof z.ZodType) return { description: answer.description ?? "Done", content: { "application/json": { schema: book.output(answer) } } };
  return { description: answer.description, content: { [answer.type]: {} } };
}

function needOf(method: Method, { role, scope }: RouteSpec): string {
  if (role === "public") return "Needs no account.";
  const least = scope ?? scopeFor(method, role);
  if (role === "signed-in") return `Needs a session, or a token of scope \`${least}\`.`;
  return isRole(role) ? `Needs the project role \`${role}\` or more; a token of scope \`${least}\`.` : `Needs the server's admin; a token of scope \`${least}\`.`;
}

function pathParameters(path: string, spec: RouteSpec, book: SchemaBook): OpenApiParameter[] {
  const schemas = spec.params ? propertiesOf(book.input(spec.params)) : {};
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name: name!, in: "path", required: true, schema: schemas[name!] ?? { type: "string" } }));
}

function queryParameters(spec: RouteSpec, book: SchemaBook): OpenApiParameter[] {
  if (!spec.query) return [];
  const schema = book.input(spec.query);
  const required = "required" in schema && Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(propertiesOf(schema)).map(([name, each]) => ({ name, in: "query", required: required.includes(name), schema: each }));
}

const propertiesOf = (schema: object): Readonly<Record<string, object>> =>
  "properties" in schema && typeof schema.properties === "object" && schema.properties !== null ? schema.properties as Readonly<Record<string, object>> : {};

/** `POST /api/v1/projects/{slug}/queue/claim` → `post_projects_slug_queue_claim`: stable as long as the path is. */
const operationId = (method: Method, path: string): string => [method.toLowerCase(), ...path.replace(/^\/api\/v1/, "").split(/[^A-Za-z0-9]+/)].filter((part) => part !== "").join("_");

const ReasonDocument = z.object({ code: z.enum(REASON_CODES), params: z.record(z.string(), z.union([z.string(), z.number()])) });

const ProblemDocument = z.looseObject({
  type: z.string().describe("`/problems/<kind>`, stable"),
  title: z.string(),
  status: z.int(),
  kind: z.enum(PROBLEM_KINDS).describe("The end of `type`, for programs"),
  detail: z.string().optional(),
  reason: ReasonDocument.optional().describe("The detail by its code, where it has one"),
  errors: z.array(z.object({ field: z.string(), message: z.string(), reason: ReasonDocument.optional() })).optional(),
}).meta({ id: "Problem" });

const DESCRIPTION = [
  "Label how language models reason. Offsets are half-open and count Unicode code points; a quote must be exactly the characters of its range.",
  "Lists are cursor-paged: `{items, next}`; `next` is null on the last page. Errors are RFC 9457 problems with a stable `type`. Rate limits answer 429 with Retry-After.",
].join("\n\n");

const SECURITY = {
  token: { type: "http", scheme: "bearer", bearerFormat: "sb_…", description: "A token of the account page, sent as `Authorization: Bearer sb_…`. It can do the lesser of its scope and its owner's role." },
  session: { type: "apiKey", in: "cookie", name: "authjs.session-token", description: "The browser's session. Changes need the same origin." },
};
