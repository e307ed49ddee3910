import { z } from "zod";
import { RANKED } from "@/core/ranking/tiers";
import { listOf } from "@/web/listing";
import { ProjectParams, resourceId } from "@/web/params";

export const TraceParams = ProjectParams.extend({ trace: resourceId });

const Tiers = z.array(z.array(resourceId).min(1).max(RANKED.most)).max(RANKED.most).describe("best first; traces of one tier are tied");
const Ratings = z.record(z.string(), z.record(z.string(), z.number())).describe("by trace, then by question");

export const RankingAnswer = z.object({
  traces: z.array(resourceId).describe("the traces of the prompt that are ranked, in an order that says nothing"),
  revision: z.int().nonnegative(),
  tiers: Tiers,
  ratings: Ratings,
  reason: z.string(),
  contradictions: z.array(z.object({ better: resourceId, worse: resourceId })).describe("pairs that the order puts the other way round than the caller's ratings"),
});

export const RankingBody = z.strictObject({
  revision: z.int().nonnegative().describe("that the order was made on; 0: none yet"),
  tiers: Tiers,
  reason: z.string().max(4000).default("").describe("needed where the order contradicts the caller's ratings"),
});

export const RankingSaved = z.object({ revision: z.int() });

export const RankingList = listOf(z.object({
  id: z.string(), prompt: z.string().describe("SHA-256 of the prompt"), handle: z.string(), revision: z.int(), tiers: Tiers, ratings: Ratings, reason: z.string(), updatedAt: z.iso.datetime(),
}));
