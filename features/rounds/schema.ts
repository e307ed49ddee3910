import { z } from "zod";
import { BLIND_FIELDS } from "@/core/access/blinding";
import { PASSES } from "@/core/annotation/annotation";
import { KINDS, STRATUM_PARTS } from "@/core/rounds/round-design";
import { ASSIGNMENT_STATUSES } from "@/data/assignments";
import { listOf } from "@/web/listing";
import { ProjectParams, resourceId } from "@/web/params";
import { WireTrace } from "@/web/wire-trace";

export const RoundParams = ProjectParams.extend({ round: resourceId });
export const AssignmentParams = ProjectParams.extend({ assignment: resourceId });

const hidden = z.array(z.enum(BLIND_FIELDS));

export const RoundAnswer = z.object({
  id: z.string(),
  name: z.string(),
  pass: z.enum(PASSES),
  codebook: z.string().describe("id of the version under which it is labelled"),
  seed: z.int(),
  hidden: hidden.describe("what annotators do not see until they have submitted"),
  createdAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  assignments: z.object({ open: z.int(), claimed: z.int(), submitted: z.int(), skipped: z.int(), withdrawn: z.int() }),
}).meta({ id: "Round" });
export const RoundList = listOf(RoundAnswer);

const share = z.number().min(0).max(1);
const people = z.int().min(2).max(50);

/** How a round is made, beyond handing out each trace `overlap` times. Planned by a pure function: the same design and seed give the same plan. */
const Design = z.strictObject({
  sample: z.strictObject({
    size: z.int().min(1).max(200_000).nullable().default(null).describe("null: all"),
    strata: z.array(z.enum(STRATUM_PARTS)).max(6).default([]),
    allocation: z.enum(["equal", "proportional"]).default("proportional"),
    lengthCuts: z.array(z.int().min(1)).min(1).max(9).nullable().default(null).describe("upper ends of the length classes, ascending; null: thirds"),
  }).default({ size: null, strata: [], allocation: "proportional", lengthCuts: null }),
  overlap: z.strictObject({ share, fold: people }).default({ share: 0, fold: 2 }).describe("the share of the traces that `fold` people label; the rest by one"),
  calibration: z.strictObject({ size: z.int().min(0).max(1000), fold: people }).default({ size: 0, fold: 3 }).describe("traces that `fold` people label, at the start, in the middle and at the end"),
  goldEvery: z.int().min(2).max(1000).nullable().default(null).describe("one item in so many is an adjudicated trace, hidden among the rest; null: none"),
  suggestions: z.strictObject({ shown: z.boolean(), withheldShare: share }).default({ shown: false, withheldShare: 0 }),
  promptGap: z.int().min(0).max(100).default(10).describe("items between two traces of one prompt"),
});

export const NewRound = z.strictObject({
  name: z.string().regex(/\S/, "says something").max(200),
  pass: z.enum(PASSES).default("behaviour"),
  codebook: resourceId.optional().describe("id of a published version; without it the current one"),
  traces: z.union([z.literal("all"), z.array(resourceId).min(1).max(200_000)]).default("all"),
  annotators: z.array(z.string().min(1).max(64)).max(200).default([]).describe("handles; none: a pool from which anybody claims"),
  overlap: z.int().min(1).max(50).default(1).describe("people who label each trace"),
  seed: z.int().min(0).max(2_147_483_647).default(1),
  hidden: z.union([z.literal("everything"), hidden]).default([]),
  design: Design.optional().describe("in place of `overlap`"),
});
export type NewRound = z.output<typeof NewRound>;

const Effort = z.object({ items: z.int(), characters: z.int(), minutes: z.number() });
export const RoundPreview = z.object({
  traces: z.int().describe("different traces that are labelled"),
  assignments: z.int(),
  kinds: z.record(z.enum(KINDS), z.int()),
  strata: z.array(z.object({ key: z.string(), size: z.int(), sampled: z.int() })),
  copies: z.int().describe("sampled traces whose text and prompt are another's: labelled once, there"),
  withheld: z.int().describe("items without suggestions although the round shows them"),
  effort: Effort,
  annotators: z.array(Effort.extend({ handle: z.string() })).describe("empty for a pool"),
  tooSoon: z.int().describe("items that come sooner after their prompt than asked for"),
}).meta({ id: "RoundPreview" });
export type RoundPreview = z.output<typeof RoundPreview>;

export const RoundChange = z.strictObject({ closed: z.literal(true) });

/** Nothing here tells a gold or calibration item from the rest. */
export const AssignmentAnswer = z.object({
  id: z.string(),
  round: z.string().nullable(),
  traceId: z.string(),
  pass: z.enum(PASSES),
  status: z.enum(ASSIGNMENT_STATUSES),
  prefetched: z.boolean().describe("claimed ahead of the live one"),
  suggestionsShown: z.boolean(),
  leaseUntil: z.iso.datetime().nullable(),
}).meta({ id: "Assignment" });

export const Claim = z.strictObject({ round: resourceId.optional(), prefetch: z.boolean().default(false).describe("one ahead of the live claim; claiming again without it makes it the live one") });
export const Claimed = z.object({ assignment: AssignmentAnswer, trace: WireTrace, leaseUntil: z.iso.datetime() });
export const Renewed = z.object({ leaseUntil: z.iso.datetime() });
export const Skip = z.strictObject({ reason: z.string().regex(/\S/, "says why").max(2000) });
