import type { z } from "zod";
import type { Scope } from "@/core/access/role";
import { database } from "@/data/client";
import type { Database } from "@/data/database";
import type { ActorFor, Need, ProjectFor } from "./actor";
import { counted, isStopping } from "./draining";
import { faultProblem } from "./fault";
import { admit, isRole, scopeFor } from "./gate";
import { checkInput, checkQuery } from "./input";
import { readJson } from "./json-body";
import { observeAnswer } from "./metrics";
import { problem, problemResponse } from "./problem";

/** JSON bodies: a PUT of 5,000 spans with their quotes fits many times over. */
const MOST_JSON_BYTES = 32_000_000;

/** A successful answer: its JSON schema; null for no body; or a description with the media type of something that is not JSON. */
export type Answer = z.ZodType | null | { readonly description: string; readonly type: string };

/** What a handler says about itself: enough to write its page in the OpenAPI document. */
export interface RouteSpec {
  readonly summary: string;
  readonly description?: string;
  /** At least this role in the project that `params.slug` names; or "public", "signed-in", "admin". */
  readonly role: Need;
  /** Least scope of a token, where `scopeFor(method, role)` is not right. */
  readonly scope?: Scope;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** JSON body. */
  readonly input?: z.ZodType;
  /** A body that `run` reads itself from `request.body`, in bounded pieces. */
  readonly body?: { readonly description: string; readonly types: readonly string[] };
  readonly answers: Readonly<Record<number, Answer>>;
}

export interface RouteContext<N extends Need, Params, Query, Input> {
  readonly db: Database;
  readonly actor: ActorFor<N>;
  readonly project: ProjectFor<N>;
  readonly params: Params;
  readonly query: Query;
  readonly input: Input;
  readonly request: Request;
  readonly now: Date;
}

interface RouteDefinition<N extends Need, Params, Query, Input> extends RouteSpec {
  readonly role: N;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly input?: z.ZodType<Input>;
  /** Expected failures are returned: `return problem("conflict", "why")`. */
  readonly run: (context: RouteContext<N, Params, Query, Input>) => Promise<Response>;
}

/** A Next route handler that carries its specification. */
export interface Handler {
  (request: Request, context: { params: Promise<unknown> }): Promise<Response>;
  readonly spec: RouteSpec;
}

/** Makes an HTTP handler: who is there → may they → is the input right → run. A thrown bug becomes a 500 with an incident id. */
export function route<const N extends Need, Params = unknown, Query = unknown, Input = unknown>(definition: RouteDefinition<N, Params, Query, Input>): Handler {
  const { run, ...spec } = definition;
  async function answer(request: Request, rawParams: unknown): Promise<Response> {
    const db = await database();
    const now = new Date();
    const slug = isRole(spec.role) ? slugOf(rawParams) : undefined;
    const admitted = await admit(db, { headers: request.headers, method: request.method, need: spec.role, scope: spec.scope ?? scopeFor(request.method, spec.role), slug, now });
    if (!admitted.ok) return problemResponse(admitted.error);
    const params = spec.params ? checkInput(definition.params!, rawParams) : null;
    if (params && !params.ok) return problem("not-found"); // a malformed id names nothing
    const query = definition.query ? checkQuery(definition.query, request.url) : null;
    if (query && !query.ok) return problemResponse(query.error);
    const body = definition.input ? await readJson(request, MOST_JSON_BYTES) : null;
    if (body && !body.ok) return problem(body.error.kind, body.error);
    const input = definition.input ? checkInput(definition.input, body!.value) : null;
    if (input && !input.ok) return problemResponse(input.error);
    return run({
      db, request, now,
      actor: admitted.value.actor as ActorFor<N>, // the gate has seen to what N promises
      project: admitted.value.project as ProjectFor<N>,
      params: params?.value as Params, query: query?.value as Query, input: input?.value as Input,
    });
  }
  async function answerOrFault(request: Request, params: Promise<unknown>): Promise<Response> {
    if (isStopping()) return problem("not-ready", {}, { connection: "close" });
    try {
      return await answer(request, await params);
    } catch (thrown) {
      if (request.signal.aborted) return problem("malformed-body", "The request was broken off."); // nobody is there to read it
      return problemResponse(faultProblem(thrown, `${request.method} ${new URL(request.url).pathname}`));
    }
  }
  const handler = async (request: Request, context: { params: Promise<unknown> }): Promise<Response> => {
    const began = performance.now();
    const response = await counted(() => answerOrFault(request, context.params));
    observeAnswer(request.method, response.status, (performance.now() - began) / 1000);
    return response;
  };
  return Object.assign(handler, { spec });
}

function slugOf(params: unknown): string | undefined {
  const slug = typeof params === "object" && params !== null && "slug" in params ? params.slug : undefined;
  return typeof slug === "string" ? slug : undefined;
}
