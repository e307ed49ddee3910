import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { ROUTES } from "@/app/api/v1/routes";
import type { Method, OpenApiOperation } from "@/web/openapi";
import { openApiDocument } from "@/web/openapi";
import { schemaValues } from "../fixtures/schema-values";
import type { Caller } from "./api-caller";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import { newTrace, newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

/** Would take the caller away, or what the others are asked about. */
const LEFT_OUT = new Set(["DELETE /account", "POST /account/password", "DELETE /projects/{slug}", "PATCH /projects/{slug}", "DELETE /users/{user}", "PATCH /users/{user}", "POST /setup", "POST /admin/backups"]);
const KNOWN = 3;

onBothHomes("W6: whatever is asked", (home) => {
  let caller: Caller;
  let ids: readonly string[];
  beforeAll(async () => {
    serveFrom(home.db);
    const world = await newWorld(home.db);
    const other = await newCaller(home.db, world);
    caller = await ownerOf(home.db, world);
    ids = [world.slug, await newTrace(home.db, world.projectId), await newTrace(home.db, world.projectId, { prompt: "another 🙂" }), other.membershipId];
  });

  const document = openApiDocument(ROUTES, "1");
  const operations = Object.entries(document.paths).flatMap(([template, byMethod]) => Object.entries(byMethod).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${template.replace("/api/v1", "")}`, method: method.toUpperCase() as Method, template, operation })));

  describe.each(operations.filter(({ name }) => !LEFT_OUT.has(name)))("$name", ({ method, template, operation }) => {
    test("nothing breaks: a refusal says what is wrong, an answer is as the document has it", async () => {
      await fc.assert(fc.asyncProperty(asked(operation), async ({ path, query, body }) => {
        const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === "slug" && path.slug === "" ? ids[0]! : segment(path[name]!)));
        const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, asText(value)])).toString();
        const { status } = await caller.call(method, `${filled}?${search}`, body === undefined ? undefined : JSON.parse(known(JSON.stringify(body))));
        expect(status).toBeLessThan(500);
      }), { numRuns: 10 });
    });
  });

  /** `id 0` to `id 3` stand for ids that are known when the test runs. */
  const named = Array.from({ length: KNOWN + 1 }, (_, k) => `id ${k}`);
  const known = (text: string): string => named.reduce((filled, name, k) => filled.replaceAll(name, ids[k]!), text);
  const asText = (value: unknown): string => known(typeof value === "string" ? value : JSON.stringify(value));
  const segment = (value: unknown): string => encodeURIComponent(asText(value).replaceAll(/\p{Surrogate}/gu, "\ufffd")) || "nothing";

  function asked({ parameters, requestBody }: OpenApiOperation) {
    const values = (schema: object): fc.Arbitrary<unknown> => schemaValues(schema, document.components.schemas, named);
    const of = (place: "path" | "query") => parameters.filter((parameter) => parameter.in === place);
    const schema = requestBody?.content["application/json"]?.schema;
    return fc.record({
      path: fc.record(Object.fromEntries(of("path").map(({ name, schema: own }) => [name, name === "slug" ? fc.constantFrom("", "", "", "\0", "nobody’s 🙂") : values(own)]))),
      query: fc.record(Object.fromEntries(of("query").map(({ name, schema: own }) => [name, values(own)])), { requiredKeys: of("query").filter(({ required }) => required).map(({ name }) => name) }),
      body: schema ? values(schema) : fc.constant(undefined),
    });
  }
});
