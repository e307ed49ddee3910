import { z } from "zod";
import { ANNOTATION_STATUSES, PASSES } from "@/core/annotation/annotation";
import { listOf } from "@/web/listing";
import { ProjectParams, resourceId } from "@/web/params";

export const FlagParams = ProjectParams.extend({ annotation: resourceId });

export const Flag = z.object({
  annotation: z.string(),
  traceId: z.string(),
  externalId: z.string().describe("the trace's id where a blind round hides its name"),
  layer: z.string(),
  assignment: z.string().nullable(),
  pass: z.enum(PASSES),
  status: z.enum(ANNOTATION_STATUSES),
  comment: z.string(),
  flaggedAt: z.iso.datetime().nullable(),
  flagged: z.boolean(),
  open: z.boolean().describe("nobody has answered since it was flagged last"),
  answers: z.array(z.object({ id: z.string(), body: z.string(), by: z.string().nullable().describe("a handle"), at: z.iso.datetime() })),
  updatedAt: z.iso.datetime(),
}).meta({ id: "Flag" });
export type Flag = z.output<typeof Flag>;
export const FlagList = listOf(Flag);

export const NewAnswer = z.strictObject({ body: z.string().regex(/\S/, "says something").max(4000) });
