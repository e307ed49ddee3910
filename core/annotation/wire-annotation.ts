import { z } from "zod";
import { ANNOTATION_STATUSES, PASSES } from "./annotation";
import { CERTAINTIES, FIELDS, SPAN_ORIGINS } from "./span";

/** What the server says about annotations: every key is there, offsets are half-open code points. What clients may send is in operation-schema. */
const offset = z.int().nonnegative();

export const WireRange = z.object({ field: z.enum(FIELDS), start: offset, end: offset });

export const WireSpan = z.object({
  id: z.string(),
  field: z.enum(FIELDS),
  label: z.string(),
  start: offset,
  end: offset,
  quote: z.string().describe("exactly the characters of the range"),
  attributes: z.record(z.string(), z.string()),
  certainty: z.enum(CERTAINTIES),
  note: z.string(),
  provenance: z.object({ origin: z.enum(SPAN_ORIGINS), source: z.string().optional(), sourceIds: z.array(z.string()).optional() }),
}).meta({ id: "Span" });

export const WireRelation = z.object({
  id: z.string(),
  type: z.string(),
  from: z.string().describe("id of the source span"),
  to: z.union([
    z.object({ span: z.string() }),
    z.object({ field: z.enum(FIELDS), start: offset, end: offset, quote: z.string() }),
    z.object({ prompt: z.literal(true) }),
  ]),
}).meta({ id: "Relation" });

/** The fold of an annotation. */
export const WireFold = z.object({
  revision: z.int().nonnegative().describe("number of operations in the log; 0: nothing yet"),
  status: z.enum(ANNOTATION_STATUSES),
  flagged: z.boolean(),
  flagComment: z.string(),
  empty: z.boolean(),
  spans: z.array(WireSpan),
  relations: z.array(WireRelation),
  answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** An annotation with its place: whose, of which pass and assignment, under which codebook version. */
export const WireAnnotation = WireFold.extend({
  id: z.string().nullable().describe("null: nothing saved yet"),
  traceId: z.string(),
  layer: z.string().describe("`annotator:<handle>`, `gold`, `imported:<source>`, `detector:<name>@<version>`"),
  assignment: z.string().nullable(),
  pass: z.enum(PASSES),
  codebook: z.object({ id: z.string(), key: z.string(), version: z.int() }),
  submittedAt: z.iso.datetime().nullable(),
}).meta({ id: "Annotation" });
export type WireAnnotation = z.output<typeof WireAnnotation>;
