import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { z } from "zod";
import { ROUTES } from "@/app/api/v1/routes";
import type { Role, Scope } from "@/core/access/role";
import { createAccount } from "@/data/accounts";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { addMember } from "@/data/memberships";
import { createToken } from "@/data/tokens";
import { hashToken } from "@/web/bearer";
import { METHODS } from "@/web/openapi";
import type { Method } from "@/web/openapi";
import type { World } from "./fixtures";
import { NOW } from "./fixtures";

/** An answer of the API, checked against what the OpenAPI document says about it. */
export interface Answer<Body = Record<string, never>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** Somebody with a token: sends requests to the same handlers that Next serves, through the same table that the document is made of. */
export interface Caller {
  readonly accountId: string;
  readonly membershipId: string;
  readonly handle: string;
  readonly token: string;
  call<Body = Record<string, never>>(method: Method, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<Body>>;
}

/** Lets the handlers use this database, as `database()` would have opened it. */
export function serveFrom(db: Database): void {
  (globalThis as typeof globalThis & { switchbackDatabase?: Promise<Database> | undefined }).switchbackDatabase = Promise.resolve(db);
}

/** A new account with a place in the world's project (or none) and a token. */
export async function newCaller(db: Database, world: World | null, { role = "annotator", scope = "admin", admin = false, expiresAt = null, onlyProject = null }: {
  role?: Role; scope?: Scope; admin?: boolean; expiresAt?: Date | null; onlyProject?: string | null;
} = {}): Promise<Caller> {
  const accountId = newId();
  await createAccount(db, { id: accountId, email: `${accountId}@example.org`, name: "Bo 🙂", passwordHash: null, admin, now: NOW });
  const membership = world && await addMember(db, world.projectId, { accountId, role, now: NOW });
  const token = await newToken(db, accountId, { scope, expiresAt, onlyProject });
  return { accountId, membershipId: membership?.id ?? "", handle: membership?.handle ?? "", token, call: (method, path, body, headers) => call(method, path, body, { authorization: `Bearer ${token}`, ...headers }) };
}

/** The owner of a world, with a token. */
export async function ownerOf(db: Database, world: World): Promise<Caller> {
  const token = await newToken(db, world.accountId, { scope: "admin", expiresAt: null, onlyProject: null });
  return { accountId: world.accountId, membershipId: world.membershipId, handle: world.handle, token, call: (method, path, body, headers) => call(method, path, body, { authorization: `Bearer ${token}`, ...headers }) };
}

async function newToken(db: Database, accountId: string, { scope, expiresAt, onlyProject }: { scope: Scope; expiresAt: Date | null; onlyProject: string | null }): Promise<string> {
  const token = `sb_${randomBytes(32).toString("base64url")}`;
  await createToken(db, { id: newId(), accountId, projectId: onlyProject, name: "test 🙂", scope, hash: hashToken(token), hint: token.slice(-4), now: NOW, expiresAt });
  return token;
}

/** One request without a word about who asks, unless the headers say. */
export async function call<Body = Record<string, never>>(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
  const found = handlerOf(method, path);
  const request = new Request(`http://127.0.0.1:3000${path}`, {
    method, headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers }, body: body === undefined ? null : JSON.stringify(body),
  });
  const response = await found.handler(request, { params: Promise.resolve(found.params) });
  const text = await response.text();
  const json: unknown = text === "" ? null : /[/+]json\b/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : text;
  checkAnswer(`${method} ${path}`, found.handler.spec.answers[response.status], response, json);
  return { status: response.status, body: json as Body, headers: response.headers };
}

/** `fetch` for a client that runs in this process: the request goes to the handlers, the address's host does not matter. */
export const fetchFromHandlers: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const { handler, params } = handlerOf(request.method as Method, new URL(request.url).pathname);
  return handler(request, { params: Promise.resolve(params) });
};

function handlerOf(method: Method, path: string) {
  const pathname = path.split("?")[0]!;
  const patterns = Object.entries(ROUTES).sort(([a], [b]) => a.split("[").length - b.split("[").length);
  for (const [pattern, module] of patterns) {
    const names = [...pattern.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => name!);
    const match = new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll(/\[\\\.\\\.\\\.\w+\]/g, "(.+)").replaceAll(/\[\w+\]/g, "([^/]+)")}$`).exec(pathname);
    const handler = match && module[method];
    if (handler) return { handler, params: Object.fromEntries(names.map((name, k) => [name, pattern.includes(`...${name}`) ? match[k + 1]!.split("/").map(decodeURIComponent) : decodeURIComponent(match[k + 1]!)])) };
  }
  throw new Error(`no route for ${method} ${path}; methods are ${METHODS.join(", ")}`);
}

const ProblemShape = z.looseObject({ type: z.string().startsWith("/problems/"), title: z.string(), status: z.int(), kind: z.string() });

/** H13: a success is what the route declares, key by key; anything else is a problem. */
function checkAnswer(where: string, declared: unknown, response: Response, body: unknown): void {
  if (response.status >= 400) {
    expect(response.headers.get("content-type"), where).toBe("application/problem+json");
    expect(ProblemShape.parse(body).status, where).toBe(response.status);
    return;
  }
  expect(declared, `${where} answered ${response.status}, which it does not declare`).not.toBeUndefined();
  if (declared === null) expect(body, where).toBeNull();
  if (!(declared instanceof z.ZodType)) return;
  const parsed = declared.safeParse(body);
  expect(parsed.error?.issues ?? [], where).toEqual([]);
  expect(parsed.data, `${where}: the answer has keys that the document lacks`).toEqual(body);
}
