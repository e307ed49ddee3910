import { z } from "zod";
import { BLIND_FIELDS } from "@/core/access/blinding";
import { PASSES } from "@/core/annotation/annotation";
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

export const NewRound = z.strictObject({
  name: z.string().regex(/\S/, "says something").max(200),
  pass: z.enum(PASSES).default("behaviour"),
  codebook: resourceId.optional().describe("id of a published version; without it the current one"),
  traces: z.union([z.literal("all"), z.array(resourceId).min(1).max(200_000)]).default("all"),
  annotators: z.array(z.string().min(1).max(64)).max(200).default([]).describe("handles; none: a pool from which anybody claims"),
  overlap: z.int().min(1).max(50).default(1).describe("people who label each trace"),
  seed: z.int().min(0).max(2_147_483_647).default(1),
  hidden: z.union([z.literal("everything"), hidden]).default([]),
});
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
