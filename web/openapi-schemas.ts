import { z } from "zod";

/** Turns zod schemas into JSON schemas that share their named parts: what carries `.meta({ id })` is written once below `components.schemas`. */
export interface SchemaBook {
  /** What a client may send: defaults are optional. */
  readonly input: (schema: z.ZodType) => object;
  /** What the server answers: defaults are filled in. */
  readonly output: (schema: z.ZodType) => object;
  readonly schemas: () => Readonly<Record<string, object>>;
}

export function schemaBook(): SchemaBook {
  const shared = new Map<string, object>();
  const convert = (schema: z.ZodType, io: "input" | "output"): object => {
    const { $defs = {}, $schema: _, ...root } = z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any" });
    const names = namesFor($defs, shared, io === "input" ? "Input" : "Output");
    for (const [name, definition] of Object.entries($defs)) shared.set(names.get(name)!, withNames(definition, names));
    return withNames(root, names);
  };
  return {
    input: (schema) => convert(schema, "input"),
    output: (schema) => convert(schema, "output"),
    schemas: () => Object.fromEntries([...shared].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** A part with defaults has two faces, for sending and for answers; the second to come gets a name of its own, and so does whatever refers to it. */
function namesFor(definitions: Readonly<Record<string, object>>, shared: ReadonlyMap<string, object>, suffix: string): ReadonlyMap<string, string> {
  const names = new Map(Object.keys(definitions).map((name) => [name, name]));
  for (let settled = false; !settled;) {
    settled = true;
    for (const [name, definition] of Object.entries(definitions)) {
      const taken = names.get(name) === name ? shared.get(name) : undefined;
      if (!taken || JSON.stringify(taken) === JSON.stringify(withNames(definition, names))) continue;
      names.set(name, `${name}${suffix}`);
      settled = false;
    }
  }
  return names;
}

/** A deep copy whose references into `$defs` point into the components. */
function withNames(value: object, names: ReadonlyMap<string, string>): object {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => {
    if (key !== "$ref" || typeof each !== "string") return each;
    const name = each.replace(/^#\/\$defs\//, "");
    return `#/components/schemas/${names.get(name) ?? name}`;
  })) as object;
}
