import { headers as requestHeaders } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { fail } from "@/core/result";
import type { Result } from "@/core/result";
import { database } from "@/data/client";
import type { Database } from "@/data/database";
import type { Role } from "@/core/access/role";
import type { ActorFor, Need, ProjectFor } from "./actor";
import { counted, isStopping } from "./draining";
import { faultProblem } from "./fault";
import { admit, isRole, scopeFor } from "./gate";
import { checkInput } from "./input";
import { parseJson } from "./json-body";
import { problemDetails } from "./problem";
import type { ProblemDetails } from "./problem";

export interface ActionContext<N extends Need, Input> {
  readonly db: Database;
  readonly actor: ActorFor<N>;
  readonly project: ProjectFor<N>;
  readonly input: Input;
  readonly headers: Headers;
  readonly now: Date;
}

interface ActionDefinition<N extends Need, Input, Value> {
  /** At least this role in the project that `input.slug` names; or "public", "signed-in", "admin". */
  readonly role: N;
  readonly input: z.ZodType<Input>;
  /** Expected failures are returned: `return refuse("conflict", "why")`. */
  readonly run: (context: ActionContext<N, Input>) => Promise<Result<Value, ProblemDetails>>;
}

/** A server action: takes one plain object (or a form), answers a plain result, never throws what it expected. */
export type Action<Value> = (input: unknown) => Promise<Result<Value, ProblemDetails>>;

/** Makes a server action with the same gate as `route`: who is there → may they → is the input right → run.
 *  An action for a project role names the project by `slug` in its input. */
export function action<const N extends Need, Input extends N extends Role ? { readonly slug: string } : unknown, Value>(definition: ActionDefinition<N, Input, Value>): Action<Value> {
  async function answer(given: unknown): Promise<Result<Value, ProblemDetails>> {
    const db = await database();
    const now = new Date();
    const headers = await requestHeaders();
    const raw = given instanceof FormData ? Object.fromEntries(given) : given;
    const slug = isRole(definition.role) ? slugOf(raw) : undefined;
    const admitted = await admit(db, { headers, method: "POST", need: definition.role, scope: scopeFor("POST", definition.role), slug, now });
    if (!admitted.ok) return admitted;
    const clean = storable(raw);
    if (!clean.ok) return clean;
    const input = checkInput(definition.input, clean.value);
    if (!input.ok) return input;
    return definition.run({
      db, headers, now, input: input.value,
      actor: admitted.value.actor as ActorFor<N>, // the gate has seen to what N promises
      project: admitted.value.project as ProjectFor<N>,
    });
  }
  return (given) => counted(async () => {
    if (isStopping()) return fail(problemDetails("not-ready"));
    try {
      return await answer(given);
    } catch (thrown) {
      unstable_rethrow(thrown); // Next's own redirect() and notFound()
      return fail(faultProblem(thrown, "server action"));
    }
  });
}

/** The same bar as for JSON over HTTP. Files of a form are left out: uploads go through the API. */
function storable(raw: unknown): Result<unknown, ProblemDetails> {
  const text = JSON.stringify(raw, (_key, value: unknown) => (value instanceof Blob ? undefined : value));
  const parsed = parseJson(text ?? "null");
  return parsed.ok ? parsed : fail(problemDetails(parsed.error.kind, parsed.error));
}

function slugOf(input: unknown): string | undefined {
  const slug = typeof input === "object" && input !== null && "slug" in input ? input.slug : undefined;
  return typeof slug === "string" ? slug : undefined;
}
