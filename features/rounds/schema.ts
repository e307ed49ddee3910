import { z } from "zod";
import { GUESSES } from "@/core/rounds/blinding-guess";
import { BLIND_FIELDS } from "@/core/access/blinding";
import { PASSES } from "@/core/annotation/annotation";
import { FIELDS } from "@/core/annotation/span";
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
  passMark: z.number().nullable().describe("asked of the qualification items; null: none is asked"),
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
  qualification: z.strictObject({ size: z.int().min(1).max(100), passMark: share }).nullable().default(null).describe("adjudicated traces that everybody labels first; the rest can be claimed from a labelled span F1 of `passMark` on"),
  window: z.strictObject({ longerThan: z.int().min(1000).max(1_000_000), steps: z.int().min(1).max(10_000) }).nullable().default(null).describe("of longer traces one window of so many steps is labelled, drawn with known probability"),
  order: z.enum(["random", "uncertain"]).default("random").describe("uncertain: where detectors agree least comes first; only with `forEstimation: false`"),
  forEstimation: z.boolean().default(true).describe("false: no inclusion probabilities are kept"),
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
  windows: z.int().describe("items of which only a window is labelled"),
}).meta({ id: "RoundPreview" });
export type RoundPreview = z.output<typeof RoundPreview>;

/** Closes the round, or lets somebody go on who has not reached the pass mark. */
export const RoundChange = z.union([z.strictObject({ closed: z.literal(true) }), z.strictObject({ qualified: z.string().min(1).max(64).describe("a handle") })]);

export const Reassignment = z.strictObject({
  from: z.string().min(1).max(64).nullable().describe("a handle; null: the pool"),
  to: z.string().min(1).max(64).nullable().describe("a handle; null: the pool"),
  skipped: z.boolean().default(false).describe("what was skipped goes back as well"),
});
export const Reassigned = z.object({ moved: z.int() });

export const LeakCheck = z.strictObject({ traces: z.union([z.literal("all"), z.array(resourceId).min(1).max(200_000)]).default("all") });
export const Leaks = z.object({
  looked: z.int().describe("traces"), names: z.int(),
  traces: z.int().describe("with a name of a model or checkpoint in their texts"),
  items: z.array(z.object({ trace: z.string(), externalId: z.string(), name: z.string(), field: z.enum(FIELDS), at: z.int() })).describe("the first 50"),
});

/** Nothing here tells a gold or calibration item from the rest. */
export const AssignmentAnswer = z.object({
  id: z.string(),
  round: z.string().nullable(),
  traceId: z.string(),
  pass: z.enum(PASSES),
  status: z.enum(ASSIGNMENT_STATUSES),
  prefetched: z.boolean().describe("claimed ahead of the live one"),
  suggestionsShown: z.boolean(),
  window: z.object({ start: z.int(), end: z.int() }).nullable().describe("the stretch of the CoT that is labelled, in code points; null: all of it"),
  leaseUntil: z.iso.datetime().nullable(),
}).meta({ id: "Assignment" });

export const Claim = z.strictObject({ round: resourceId.optional(), prefetch: z.boolean().default(false).describe("one ahead of the live claim; claiming again without it makes it the live one") });
export const Claimed = z.object({ assignment: AssignmentAnswer, trace: WireTrace, leaseUntil: z.iso.datetime() });
export const Renewed = z.object({ leaseUntil: z.iso.datetime() });
export const Skip = z.strictObject({ reason: z.string().regex(/\S/, "says why").max(2000) });

export const AskedGuess = z.object({ assignment: z.string() });
export const SaidGuess = z.strictObject({ guess: z.enum(GUESSES) });
