/** A JSON schema as a short type, for people: `{ id: string, spans: Span[], note?: string }`. References are names; long objects take a line for each key. */
export function schemaNotation(schema: unknown, indent = ""): string {
  if (schema === true || typeof schema !== "object" || schema === null) return "any";
  const { $ref, const: fixed, enum: values, anyOf, oneOf, allOf, type, items, properties, required, additionalProperties } = schema as JsonSchema;
  if ($ref !== undefined) return $ref.split("/").at(-1)!;
  if (fixed !== undefined) return JSON.stringify(fixed);
  if (values) return values.map((value) => JSON.stringify(value)).join(" | ");
  const union = anyOf ?? oneOf;
  if (union) return [...new Set(union.map((each) => schemaNotation(each, indent)))].join(" | ");
  if (allOf) return allOf.map((each) => schemaNotation(each, indent)).join(" & ");
  if (typeof type === "object") return type.join(" | ");
  if (type === "array") return listNotation(schemaNotation(items, indent));
  if (type === "object" || properties) return objectNotation(properties ?? {}, required ?? [], additionalProperties, indent);
  return type ?? "any";
}

interface JsonSchema {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
  readonly allOf?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly items?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}

const LONGEST_LINE = 90;

const listNotation = (item: string): string => (/[|&]/.test(item) && !item.startsWith("{") ? `(${item})[]` : `${item}[]`);

function objectNotation(properties: Readonly<Record<string, unknown>>, required: readonly string[], rest: unknown, indent: string): string {
  const inner = `${indent}  `;
  const members = Object.entries(properties).map(([name, each]) => {
    const note = describes(each) ? `  // ${each.description}` : "";
    return { text: `${name}${required.includes(name) ? "" : "?"}: ${schemaNotation(each, inner)}`, note };
  });
  if (typeof rest === "object" && rest !== null) members.push({ text: `[key]: ${schemaNotation(rest, inner)}`, note: "" });
  if (members.length === 0) return "{}";
  const line = `{ ${members.map(({ text }) => text).join(", ")} }`;
  if (line.length <= LONGEST_LINE && !line.includes("\n") && members.every(({ note }) => note === "")) return line;
  return `{\n${members.map(({ text, note }) => `${inner}${text}${note}`).join("\n")}\n${indent}}`;
}

const describes = (schema: unknown): schema is { readonly description: string } =>
  typeof schema === "object" && schema !== null && "description" in schema && typeof schema.description === "string";
