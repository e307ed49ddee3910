import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { ROUTES } from "@/app/api/v1/routes";
import type { Role } from "@/core/access/role";
import { ROLES } from "@/core/access/role";
import { createAccount } from "@/data/accounts";
import { newId } from "@/data/id";
import { projectBySlug } from "@/data/projects";
import { releases } from "@/data/releases";
import { loadDemo } from "@/jobs/demo";
import { startJobs } from "@/jobs/runner";
import { answerDirectly } from "@/web/direct-api";
import type { OpenApiDocument } from "@/web/openapi";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import { newWorld } from "./fixtures";
import type { World } from "./fixtures";
import { onBothHomes } from "./homes";
import { importAll, line } from "./imports";

const NOBODY = "00000000-0000-7000-8000-000000000000";
type Who = Role | "nobody" | "stranger" | "admin";

/** What a walk may ask with, by the end of the path; whatever is not here is asked with {}, which most refuse as invalid. */
const BODIES: Readonly<Record<string, unknown>> = {
  "POST /releases/preview": {}, "POST /releases": { name: "walked 🙂", formats: ["jsonl"] }, "POST /queue/claim": {}, "POST /adjudications/complete": {},
};
/** Would end the walk: the project, or the walker's own account and tokens. */
const LEFT_OUT = new Set(["DELETE /projects/{slug}", "DELETE /tokens/{id}", "DELETE /account", "POST /setup"]);

onBothHomes("H13: every path of the document, over a socket", (home) => {
  let server: Server;
  let origin = "";
  let document: OpenApiDocument;
  let ids: Record<string, string>;
  const tokens = new Map<Who, string>();

  beforeAll(async () => {
    serveFrom(home.db);
    server = createServer((_incoming, outgoing) => { outgoing.statusCode = 599; outgoing.end(); });
    answerDirectly(ROUTES);
    await once(server.listen(0, "127.0.0.1"), "listening");
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    const account = await createAccount(home.db, { id: newId(), email: "walk@example.org", name: "W 🙂", passwordHash: null, now: new Date() });
    await loadDemo(home.db, { accountId: account!.id, now: new Date() });
    const project = (await projectBySlug(home.db, "demo"))!;
    const world: World = { ...await newWorld(home.db), projectId: project.id, slug: "demo" };
    const held = await importAll(home.db, world, { "bad.jsonl": `{"broken 🙂\n${line({ id: "walk", prompt: "p 🙂", cot: "c" })}` });
    const jobs = startJobs(home.db, { idle: 10 });
    while ((await releases(home.db, project.id))[0]?.state === "building") await new Promise((resolve) => { setTimeout(resolve, 50); });
    await jobs.stop();
    for (const role of ROLES) tokens.set(role, (await newCaller(home.db, world, { role })).token);
    tokens.set("stranger", (await ownerOf(home.db, await newWorld(home.db))).token);
    tokens.set("admin", (await newCaller(home.db, null, { admin: true })).token);
    const first = async (table: string): Promise<string> => (await home.db.query<{ id: string }>(`SELECT "id" FROM "${table}" WHERE "project_id" = $1 ORDER BY "id" LIMIT 1`, [project.id]))[0]!.id;
    ids = { slug: "demo", trace: await first("trace"), round: await first("round"), "imports id": held.id, "releases id": (await releases(home.db, project.id))[0]!.id, path: "manifest.json" };
    document = await (await fetch(`${origin}/api/v1/openapi.json`)).json() as OpenApiDocument;
  }, 180_000);
  afterAll(() => { server.closeAllConnections(); server.close(); });

  const addressOf = (template: string): string => template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const owner = /\/(\w+)\/\{id\}/.exec(template)?.[1] ?? "";
    return ids[name === "id" ? `${owner} id` : name] ?? NOBODY;
  });

  const schemas = new Map<string, z.ZodType>();
  /** The document's own schema of an answer, as something that checks. */
  const schemaOf = (key: string, schema: object): z.ZodType => {
    const made = schemas.get(key) ?? z.fromJSONSchema(JSON.parse(JSON.stringify({ ...schema, $defs: document.components.schemas }).replaceAll("#/components/schemas/", "#/$defs/"), withoutUnicodePatterns) as Parameters<typeof z.fromJSONSchema>[0]);
    schemas.set(key, made);
    return made;
  };

  async function walk(who: Who, methods: readonly string[]): Promise<{ asked: number; answered: Record<number, number> }> {
    const token = tokens.get(who);
    const answered: Record<number, number> = {};
    let asked = 0;
    for (const [template, operations] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const short = template.replace("/api/v1", "");
        const name = `${method.toUpperCase()} ${short}`;
        if (!methods.includes(method) || LEFT_OUT.has(name)) continue;
        const where = `${who}: ${name}`;
        const sends = operation.requestBody?.content["application/json"] !== undefined;
        const required = operation.parameters.filter((parameter) => parameter.in === "query" && parameter.required);
        const body = BODIES[`${method.toUpperCase()} ${short.replace("/projects/{slug}", "")}`] ?? {};
        const response = await fetch(`${origin}${addressOf(template)}${required.length > 0 ? `?${required.map((parameter) => `${parameter.name}=1`).join("&")}` : ""}`, {
          method: method.toUpperCase(), headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(sends ? { "content-type": "application/json" } : {}) }, ...(sends ? { body: JSON.stringify(body) } : {}),
        });
        asked++;
        answered[response.status] = (answered[response.status] ?? 0) + 1;
        const text = await response.text();
        expect(response.status, `${where} ${text.slice(0, 300)}`).toBeLessThan(500);
        const type = (response.headers.get("content-type") ?? "").split(";")[0]!;
        if (response.status >= 400) expect([where, type]).toEqual([where, "application/problem+json"]);
        else expect(Object.keys(operation.responses), where).toContain(String(response.status));
        const declared = (operation.responses[String(response.status)] ?? operation.responses.default)!.content ?? {};
        if (Object.keys(declared).length === 0) expect([where, text]).toEqual([where, ""]);
        else expect(Object.keys(declared).some((one) => one === type || one === "*/*"), `${where} ${type}`).toBe(true);
        const schema = declared[type]?.schema;
        if (schema) expect(schemaOf(response.status >= 400 ? "problem" : `${name} ${response.status}`, schema).safeParse(JSON.parse(text)).error?.issues ?? [], where).toEqual([]);
        checkRight(who, where, operation.description, response.status);
      }
    }
    return { asked, answered };
  }

  test("the document names every route, each with who may ask it", () => {
    expect(Object.keys(document.paths).length).toBe(Object.keys(ROUTES).length);
    for (const operations of Object.values(document.paths)) for (const { description } of Object.values(operations)) expect(description).toMatch(/Needs (no account|a session|the project role|the server's admin)/);
  });

  describe.each(["nobody", "stranger", ...ROLES, "admin"] as const)("%s", (who) => {
    test("reads", async () => {
      const { asked, answered } = await walk(who, ["get"]);
      expect(asked).toBeGreaterThan(30);
      if (who === "owner") expect(answered[200]).toBeGreaterThan(25);
    });
    test("changes", async () => { expect((await walk(who, ["put", "patch", "post", "delete"])).asked).toBeGreaterThan(30); });
  });
});

/** Patterns of JSON Schema are Unicode's; zod compiles them as the older ones, which know no classes. */
const withoutUnicodePatterns = (key: string, value: unknown): unknown => (key === "pattern" && typeof value === "string" && value.includes("\\p") ? undefined : value);

/** Who is refused, and who is not: what the document says of an operation is what happens. */
function checkRight(who: Who, where: string, description: string, status: number): void {
  if (description.includes("Needs no account.")) return expect([401, 403], where).not.toContain(status);
  if (who === "nobody") return expect([where, status]).toEqual([where, 401]);
  expect(status, where).not.toBe(401);
  const least = ROLES.find((role) => description.includes(`project role \`${role}\``));
  if (least === undefined) return;
  // A project that is not the caller's does not exist for them.
  if (who === "stranger" || who === "admin") return expect([where, status]).toEqual([where, 404]);
  if (ROLES.indexOf(who as Role) < ROLES.indexOf(least)) return expect([where, status]).toEqual([where, 403]);
}
