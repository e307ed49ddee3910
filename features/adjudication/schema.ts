import { z } from "zod";
import { DIFFERENCES } from "@/core/adjudication/align-layers";
import { ANNOTATION_STATUSES, PASSES } from "@/core/annotation/annotation";
import { WireFold, WireRange, WireSpan } from "@/core/annotation/wire-annotation";
import { ADJUDICATION_STATES } from "@/data/adjudications";
import { listOf, pageQuery } from "@/web/listing";
import { ProjectParams, resourceId } from "@/web/params";

/** States by which the page lists. */
export const ADJUDICATION_FILTERS = ADJUDICATION_STATES;
export type AdjudicationFilter = (typeof ADJUDICATION_STATES)[number];

export const AdjudicationParams = ProjectParams.extend({ trace: resourceId });
export const PassQuery = z.object({ pass: z.enum(PASSES).default("behaviour") });

export const AdjudicationsQuery = z.object({ ...pageQuery, limit: z.coerce.number().int().min(1).max(100).default(25), state: z.enum(ADJUDICATION_STATES).optional() });
export const AdjudicationItem = z.object({
  traceId: z.string(),
  externalId: z.string(),
  pass: z.enum(PASSES),
  layers: z.array(z.string()),
  state: z.enum(ADJUDICATION_STATES).describe("open: no gold yet · begun: a draft of it · done: submitted"),
  disputes: z.int().nullable().describe("groups of spans and answers that are not settled; null: the layers stand under different codebook versions"),
  unanimous: z.boolean().describe("nobody differs in anything"),
  finishedAt: z.iso.datetime(),
}).meta({ id: "AdjudicationItem" });
export type AdjudicationItem = z.output<typeof AdjudicationItem>;
export const AdjudicationList = listOf(AdjudicationItem).extend({ counts: z.object({ open: z.int(), begun: z.int(), done: z.int() }) });

const Decided = z.object({
  choice: z.enum(["agreed", "accept", "merge", "edit", "reject"]),
  layer: z.string().nullable().describe("whom it follows, where anybody"),
  span: z.string().nullable().describe("id of the gold span; null after a rejection"),
  reason: z.string(),
});

const AnswerValue = z.union([z.string(), z.number(), z.boolean()]).nullable();

export const AdjudicationAnswer = z.object({
  traceId: z.string(),
  pass: z.enum(PASSES),
  codebook: z.object({ id: z.string(), key: z.string(), version: z.int() }),
  revision: z.int().describe("of the gold; 0: nothing is settled yet, and `gold` is what all agree on"),
  decided: z.int().describe("decisions kept so far, also those that appended no operation"),
  opening: z.int().describe("operations that go into the log with the first decision, before its own"),
  status: z.enum(ANNOTATION_STATUSES),
  layers: z.array(z.object({ layer: z.string(), spans: z.array(WireSpan), coverage: z.array(WireRange).nullable().describe("what was read; null: not recorded") })),
  leftOut: z.array(z.string()).describe("finished layers under another codebook version"),
  groups: z.array(z.object({
    key: z.string(),
    differences: z.array(z.enum(DIFFERENCES)),
    attributes: z.array(z.string()),
    size: z.int().describe("code points in dispute"),
    members: z.array(z.object({ layer: z.string(), span: z.string() })),
    absent: z.array(z.object({ layer: z.string(), read: z.boolean() })),
    decision: Decided.nullable().describe("null: open"),
  })),
  answers: z.array(z.object({ question: z.string(), values: z.array(z.object({ layer: z.string(), value: AnswerValue })), agreed: z.boolean(), decision: Decided.nullable() })),
  gold: WireFold,
}).meta({ id: "Adjudication" });
export type AdjudicationAnswer = z.output<typeof AdjudicationAnswer>;

const LayerName = z.string().min(1).max(200);
const Key = z.string().min(1).max(64);
const offset = z.int().nonnegative();
const Reason = z.string().max(2000).default("");
const revision = offset.describe("of the gold that was looked at");
const decided = offset.optional().describe("decisions that were looked at: a step on others is stale, also where these appended no operation");
const EditedSpan = z.strictObject({
  label: Key, start: offset, end: offset, attributes: z.record(Key, z.string().max(64)).default({}), certainty: z.enum(["sure", "unsure"]).default("sure"), note: z.string().max(20_000).default(""),
});

const Undo = z.strictObject({
  operations: offset.describe("how many the last step appended"),
  decision: z.strictObject({ group: z.string().min(1).max(20_000).describe("a group's key, or `question <key>`"), restore: Decided.nullable().describe("the decision before it; null: it was open") }).nullable().describe("null: the step settled nothing"),
});
export type Undo = z.output<typeof Undo>;

/** One step of the adjudicator: a group settled, an answer chosen, a span added where nobody saw one, or the last step taken back. */
export const NewDecision = z.union([
  z.strictObject({
    revision, decided, groupKey: z.string().min(1).max(20_000), reason: Reason,
    choice: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("accept"), layer: LayerName }),
      z.strictObject({ kind: z.literal("merge"), label: Key }),
      z.strictObject({ kind: z.literal("edit"), span: EditedSpan }),
      z.strictObject({ kind: z.literal("reject") }),
    ]),
  }),
  z.strictObject({ revision, decided, question: Key, layer: LayerName.describe("whose answer is taken"), reason: Reason }),
  z.strictObject({ revision, decided, add: EditedSpan.extend({ field: z.enum(["prompt", "cot", "answer"]) }) }),
  z.strictObject({ revision, decided, remove: Key.describe("id of a gold span that was added, or is left over from originals that changed") }),
  z.strictObject({ revision, decided, undo: Undo }),
]);
export type NewDecision = z.output<typeof NewDecision>;
export const AtRevision = z.strictObject({ revision, decided });

export const Completion = z.object({ completed: z.int().describe("traces whose gold was made and submitted now"), looked: z.int(), next: z.string().nullable().describe("cursor to go on from") });
export const CompleteInput = z.strictObject({ cursor: resourceId.optional() });

export const FeedbackAnswer = z.object({
  traceId: z.string(),
  pass: z.enum(PASSES),
  items: z.array(z.object({
    verdict: z.enum(["same", "changed", "rejected", "missed", "open"]),
    mine: WireSpan.nullable(),
    result: WireSpan.nullable(),
    differences: z.array(z.enum(["label", "boundary", "attribute"])),
    reason: z.string(),
  })),
  answers: z.array(z.object({ question: z.string(), mine: AnswerValue, result: AnswerValue, reason: z.string() })).describe("questions that the result answers otherwise"),
}).meta({ id: "AdjudicationFeedback" });
export type FeedbackAnswer = z.output<typeof FeedbackAnswer>;
