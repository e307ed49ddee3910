import type { z } from "zod";
import { fail, succeed } from "@/core/result";
import type { Result } from "@/core/result";
import { problemDetails } from "./problem";
import type { FieldError, ProblemDetails } from "./problem";
import { reasonOfIssue } from "./reasons";

/** At most this many faults are named; a body with more has one cause. */
const MOST_ERRORS = 20;

/** Checks what came in against its schema; the problem names each field that is not right by its dotted path. */
export function checkInput<Value>(schema: z.ZodType<Value>, given: unknown): Result<Value, ProblemDetails> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return succeed(parsed.data);
  return fail(problemDetails("invalid-input", { errors: fieldErrors(parsed.error) }));
}

export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.slice(0, MOST_ERRORS).map((issue) => {
    const reason = reasonOfIssue(issue);
    return { field: issue.path.map(String).join("."), message: issue.message, ...(reason ? { reason } : {}) };
  });
}

/** Checks the query of an address. U+0000, which no text of the database holds, is refused wherever it stands. */
export function checkQuery<Value>(schema: z.ZodType<Value>, url: string): Result<Value, ProblemDetails> {
  const query = queryOf(url);
  const errors = Object.entries(query).filter(([, given]) => [given].flat().some((value) => value.includes("\0"))).map(([field]) => ({ field, message: "holds U+0000, which cannot be stored" }));
  return errors.length > 0 ? fail(problemDetails("invalid-input", { errors: errors.slice(0, MOST_ERRORS) })) : checkInput(schema, query);
}

/** A query string as an object: a name given twice is an array, which a schema for one value refuses. */
export function queryOf(url: string): Record<string, string | string[]> {
  const at = url.indexOf("?");
  const query: Record<string, string | string[]> = Object.create(null);
  if (at === -1) return query;
  const params = new URLSearchParams(url.slice(at));
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    query[name] = values.length === 1 ? values[0]! : values;
  }
  return query;
}
