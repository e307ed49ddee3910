import type { z } from "zod";
import type { Result } from "../result";
import { fail, succeed } from "../result";

/** Why an input was refused: which part of it, and what it should have been. */
export interface InvalidInput {
  readonly kind: "invalid-input";
  readonly issues: readonly { readonly path: string; readonly message: string }[];
}

/** One statistic of the product: JSON in, JSON out, the same on the command line and behind the pages (stats.md).
 *  A value that is not defined for the input is `null`, and the output then has a `reason`. */
export interface Statistic {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType;
  /** Parses the input and computes. Bad input is a value; @throws Error when the output holds NaN or an infinity, which JSON would silently turn into null. */
  readonly run: (input: unknown) => Result<object, InvalidInput>;
}

/** Ties a schema to the function that it guards. A field that is `null` counts as left out.
 *  `compute` may throw a RangeError where values are well-formed one by one but make no sense together (hits > n): that is bad input too. */
export function statistic<Schema extends z.ZodType>(definition: {
  readonly name: string;
  readonly summary: string;
  readonly input: Schema;
  readonly compute: (input: z.output<Schema>) => object;
}): Statistic {
  const { name, summary, input, compute } = definition;
  const run = (raw: unknown): Result<object, InvalidInput> => {
    const parsed = input.safeParse(withoutNullFields(raw));
    if (!parsed.success) {
      return fail({ kind: "invalid-input", issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })) });
    }
    try {
      return succeed(finite(compute(parsed.data), name));
    } catch (error) {
      if (error instanceof RangeError) return fail({ kind: "invalid-input", issues: [{ path: "", message: error.message }] });
      throw error;
    }
  };
  return { name, summary, input, run };
}

/** `null` as an item of a list is a missing value and stays; as a field it says that nothing was given. */
function withoutNullFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNullFields);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, withoutNullFields(each)]])));
}

function finite(output: object, name: string): object {
  const queue: object[] = [output];
  for (let current = queue.pop(); current !== undefined; current = queue.pop()) {
    for (const [key, value] of Object.entries(current)) {
      if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${name}: ${key} is ${value}; an undefined value must be null with a reason`);
      if (typeof value === "object" && value !== null) queue.push(value);
    }
  }
  return output;
}
