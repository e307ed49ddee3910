import { z } from "zod";
import { PASSES } from "@/core/annotation/annotation";
import { resourceId } from "@/web/params";

/** What the panel is asked for. `layer` is read for symmetry with other paths; agreement is always between annotators. */
export const AgreementQuery = z.object({
  round: resourceId.optional(),
  checkpoint: z.string().max(1000).optional(),
  pass: z.enum(PASSES).default("behaviour"),
  layer: z.literal("all").optional(),
  resamples: z.coerce.number().int().min(0).max(10_000).default(1000),
  seed: z.coerce.number().int().default(7),
});
export type AgreementQuery = z.output<typeof AgreementQuery>;

const Share = z.number().nullable();
const Estimate = z.object({ value: Share, low: Share, high: Share, reason: z.string().optional() });

const LabelPanel = z.object({
  label: z.string().nullable(), spans: z.number(), stepAlpha: Estimate, stepAgreement: Share, spanF1: Estimate, exactF1: Estimate, characterF1: Estimate, positive: Estimate, negative: Estimate, spread: Share,
});

export const AgreementAnswer = z.object({
  panel: z.object({ annotators: z.array(z.string()), traces: z.number(), prompts: z.number(), steps: z.number(), overall: LabelPanel, labels: z.array(LabelPanel) }),
  confusion: z.object({
    pairs: z.array(z.object({ first: z.string(), second: z.string(), counts: z.array(z.object({ first: z.string().nullable(), second: z.string().nullable(), n: z.number() })) })),
    startOffsets: z.array(z.number()), endOffsets: z.array(z.number()),
    attributes: z.record(z.string(), z.record(z.string(), z.object({ alpha: Share, observed: Share, expected: Share, pairable: z.number(), n: z.number(), reason: z.string().optional() }))),
    relations: z.record(z.string(), z.object({ tp: z.number(), fp: z.number(), fn: z.number(), f1: Share })),
  }),
  alone: z.number(), withSuggestions: z.number(), otherVersions: z.number(), resamples: z.number(), seed: z.number(),
});
export type AgreementAnswer = z.output<typeof AgreementAnswer>;
