import { z } from "zod";
import type { WantedAnnotation } from "./diff";
import { MAX_SPANS, answerSchema, relationSchema, spanSchema } from "./operation-schema";

/** Body of PUT …/annotations/mine: the wanted state on top of a revision. A span's provenance, where left out, stays what it was. */
export const annotationBodySchema = z.strictObject({
  revision: z.number().int().nonnegative(),
  spans: z.array(spanSchema.extend({ provenance: spanSchema.shape.provenance.unwrap().optional() })).max(MAX_SPANS).optional(),
  relations: z.array(relationSchema).max(MAX_SPANS).optional(),
  answers: z.record(z.string().min(1).max(64), answerSchema).optional(),
  empty: z.boolean().optional(),
  submit: z.boolean().optional(),
}) satisfies z.ZodType<WantedAnnotation & { readonly revision: number }>;
