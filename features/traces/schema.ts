import { z } from "zod";
import { ANNOTATION_STATUSES, PASSES } from "@/core/annotation/annotation";
import { TRACE_STATES } from "@/data/trace-filter";
import { listOf, pageQuery } from "@/web/listing";
import { ProjectParams, resourceId } from "@/web/params";

export const TraceParams = ProjectParams.extend({ trace: resourceId });

const text = z.string().max(1000).regex(/^[^\p{Cc}\p{Cs}]*$/u, "holds a character that no text here has");
/** May be given several times: any of the values. */
const several = z.union([text.transform((value) => [value]), z.array(text).max(100)]);
const yesOrNo = z.enum(["true", "false"]).transform((value) => value === "true");
const length = z.coerce.number().int().min(0).max(2_000_000_000);

export const TraceQuery = z.object({
  ...pageQuery,
  checkpoint: several.optional().describe("may be given several times, as model, language and dataset"),
  model: several.optional(),
  correct: yesOrNo.optional(),
  minLength: length.optional().describe("code points of the CoT"),
  maxLength: length.optional(),
  language: several.optional(),
  dataset: several.optional(),
  label: text.optional().describe("a label that human work on the trace uses"),
  status: z.enum(TRACE_STATES).optional(),
  annotator: text.optional().describe("handle of somebody who worked on the trace"),
  disagreement: yesOrNo.optional(),
  q: text.optional().describe("found in prompt, CoT or answer, without regard to case"),
});
export type TraceQuery = z.output<typeof TraceQuery>;

/** Views that one member may keep in a project. */
export const MOST_VIEWS = 100;
export const ViewParams = ProjectParams.extend({ view: resourceId });
export const NewView = z.strictObject({
  name: text.regex(/\S/, "says something").max(80),
  query: z.string().max(4000).regex(/^[\x21-\x7e]+$/, "is the query of an address").describe("filters as the list's address has them, without `?`"),
});
export const ViewAnswer = z.object({ id: z.string(), name: z.string(), query: z.string() }).meta({ id: "SavedView" });
export const ViewList = listOf(ViewAnswer);

export const TraceRowAnswer = z.object({
  id: z.string(),
  opening: z.string().describe("the first 200 code points of the prompt"),
  cotLength: z.int(),
  steps: z.int(),
  tokens: z.int().nullable(),
  truncated: z.boolean(),
  language: z.string().nullable(),
  externalId: z.string().optional().describe("this and the following are absent where a blind round hides them"),
  model: z.string().nullable().optional(),
  checkpoint: z.object({ name: z.string(), step: z.int().nullable() }).nullable().optional(),
  sample: z.int().optional(),
  correct: z.boolean().nullable().optional(),
  dataset: z.string().nullable().optional(),
  state: z.enum(TRACE_STATES).optional(),
  annotations: z.array(z.object({ layer: z.string(), pass: z.enum(PASSES), status: z.enum(ANNOTATION_STATUSES), spanCount: z.int(), flagged: z.boolean() })).optional(),
}).meta({ id: "TraceRow" });
export const TraceList = listOf(TraceRowAnswer);

export const RunList = listOf(z.object({ id: z.string(), model: z.string(), checkpoint: z.string(), step: z.int().nullable(), trainingSeed: z.int().nullable(), traces: z.int() }));
