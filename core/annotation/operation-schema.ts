import { z } from "zod";
import type { CodePoint } from "../text/offset";
import { codePoint } from "../text/offset";
import { ID_PATTERN } from "./identifier";
import type { SpanPatch } from "./operation";
import type { Relation, RelationTarget } from "./relation";
import type { Provenance, Span } from "./span";
import { CERTAINTIES, FIELDS, SPAN_ORIGINS } from "./span";
import type { WireOperation } from "./wire-operation";

/** Bounds of what one request may hold; far above what a person makes, far below what hurts a server. */
export const MAX_OPERATIONS = 2_000;
export const MAX_SPANS = 50_000;
const MAX_NOTE = 20_000;
const MAX_QUOTE = 1_100_000;
const MAX_KEY = 64;

export const idSchema = z.string().regex(ID_PATTERN, "an id is up to 64 letters, digits, _ or -");
const keySchema = z.string().min(1).max(MAX_KEY);
const offsetSchema: z.ZodType<CodePoint, number> = z.number().int().nonnegative().transform(codePoint);
const quoteSchema = z.string().max(MAX_QUOTE);
const fieldSchema = z.enum(FIELDS);
const attributesSchema = z.record(keySchema, z.string().max(MAX_KEY));
const noteSchema = z.string().max(MAX_NOTE);

const provenanceSchema: z.ZodType<Provenance> = z.strictObject({
  origin: z.enum(SPAN_ORIGINS),
  source: z.string().max(200).optional(),
  sourceIds: z.array(z.string().max(200)).max(100).optional(),
});

const spanParts = { field: fieldSchema, label: keySchema, start: offsetSchema, end: offsetSchema, quote: quoteSchema };

/** A span on the wire; attributes, certainty, note and provenance have defaults. */
export const spanSchema = z.strictObject({
  id: idSchema,
  ...spanParts,
  attributes: attributesSchema.default({}),
  certainty: z.enum(CERTAINTIES).default("sure"),
  note: noteSchema.default(""),
  provenance: provenanceSchema.default({ origin: "made" }),
}) satisfies z.ZodType<Span>;

const spanPatchSchema: z.ZodType<SpanPatch> = z.strictObject({
  ...spanParts, attributes: attributesSchema, certainty: z.enum(CERTAINTIES), note: noteSchema, provenance: provenanceSchema,
}).partial();

const targetSchema: z.ZodType<RelationTarget> = z.union([
  z.strictObject({ span: idSchema }),
  z.strictObject({ field: fieldSchema, start: offsetSchema, end: offsetSchema, quote: quoteSchema }),
  z.strictObject({ prompt: z.literal(true) }),
]);

export const relationSchema = z.strictObject({ id: idSchema, type: keySchema, from: idSchema, to: targetSchema }) satisfies z.ZodType<Relation>;
const relationPatchSchema = z.strictObject({ type: keySchema, from: idSchema, to: targetSchema }).partial();

export const answerSchema = z.union([z.string().max(MAX_NOTE), z.number(), z.boolean(), z.null()]);

/** A flag with its comment; a plain boolean is a flag without one. */
const flagSchema = z.union([
  z.strictObject({ flagged: z.boolean(), comment: noteSchema.default("") }),
  z.boolean().transform((flagged) => ({ flagged, comment: "" })),
]);

const opId = idSchema;

/** One operation as clients send it. A removal names the id, or carries the whole thing so that a stale one is refused. */
export const operationSchema: z.ZodType<WireOperation> = z.union([
  z.strictObject({ opId, type: z.literal("addSpan"), span: spanSchema }),
  z.strictObject({ opId, type: z.literal("removeSpan"), span: spanSchema }),
  z.strictObject({ opId, type: z.literal("removeSpan"), id: idSchema }),
  z.strictObject({ opId, type: z.literal("changeSpan"), id: idSchema, from: spanPatchSchema, to: spanPatchSchema }),
  z.strictObject({ opId, type: z.literal("addRelation"), relation: relationSchema }),
  z.strictObject({ opId, type: z.literal("removeRelation"), relation: relationSchema }),
  z.strictObject({ opId, type: z.literal("removeRelation"), id: idSchema }),
  z.strictObject({ opId, type: z.literal("changeRelation"), id: idSchema, from: relationPatchSchema, to: relationPatchSchema }),
  z.strictObject({ opId, type: z.literal("setAnswer"), question: keySchema, from: answerSchema, to: answerSchema }),
  z.strictObject({ opId, type: z.literal("setFlag"), from: flagSchema, to: flagSchema }),
  z.strictObject({ opId, type: z.literal("setEmpty"), from: z.boolean(), to: z.boolean() }),
  z.strictObject({ opId, type: z.literal("submit") }),
  z.strictObject({ opId, type: z.literal("reopen") }),
]);

/** Body of POST …/operations. */
export const operationBatchSchema = z.strictObject({ revision: z.number().int().nonnegative(), operations: z.array(operationSchema).max(MAX_OPERATIONS) });
