import { z } from "zod";
import { PASSES } from "@/core/annotation/annotation";
import type { Measure, UnitMeasure } from "@/core/agreement/measures";
import { FIELDS } from "@/core/annotation/span";
import { resourceId } from "@/web/params";

/** What the panel is asked for. `layer` is read for symmetry with other paths; agreement is always between annotators. */
export const AgreementQuery = z.object({
  round: resourceId.optional(),
  checkpoint: z.string().max(1000).optional(),
  pass: z.enum(PASSES).default("behaviour"),
  layer: z.literal("all").optional(),
  resamples: z.coerce.number().int().min(0).max(10_000).default(1000),
  seed: z.coerce.number().int().default(7),
  gamma: z.enum(["yes", "no"]).default("no").describe("γ as well: minutes rather than seconds on a large project"),
});
export type AgreementQuery = z.output<typeof AgreementQuery>;

const Share = z.number().nullable();
const Estimate = z.object({ value: Share, low: Share, high: Share, reason: z.string().optional() });

const LabelPanel = z.object({
  label: z.string().nullable(), spans: z.number(), stepAlpha: Estimate, stepAgreement: Share, spanF1: Estimate, exactF1: Estimate, characterF1: Estimate, positive: Estimate, negative: Estimate, spread: Share, bothEmpty: z.int().describe("traces of a pair on which neither marked any"),
});
const Said = z.object({ annotator: z.string(), label: z.string().nullable() });
const Difference = Estimate.extend({ p: Share.describe("two-sided, prompts resampled"), adjusted: Share.describe("Benjamini–Hochberg over all differences of this coefficient") });
const ofMeasures = <Shape extends z.ZodType>(shape: Shape) => ({ stepAlpha: shape, spanF1: shape, exactF1: shape, characterF1: shape, positive: shape, negative: shape, alphaU: shape, boundarySimilarity: shape }) satisfies Record<Measure | UnitMeasure, Shape>;
const Checkpoint = z.object({
  checkpoint: z.string(), traces: z.int(),
  rows: z.array(z.object({ label: z.string().nullable(), ...ofMeasures(Estimate), differences: z.object(ofMeasures(Difference)).nullable() })),
  attributes: z.array(z.object({ label: z.string(), attribute: z.string(), n: z.int().describe("pairs of matched spans"), alpha: Estimate, differences: z.object({ alpha: Difference }).nullable() })),
  relations: z.array(z.object({ type: z.string(), f1: Estimate, differences: z.object({ f1: Difference }).nullable() })),
});

export const AgreementAnswer = z.object({
  panel: z.object({ annotators: z.array(z.string()), traces: z.number(), prompts: z.number(), steps: z.number(), overall: LabelPanel, labels: z.array(LabelPanel) }),
  confusion: z.object({
    pairs: z.array(z.object({ first: z.string(), second: z.string(), counts: z.array(z.object({ first: z.string().nullable(), second: z.string().nullable(), n: z.number() })) })),
    startOffsets: z.array(z.number()), endOffsets: z.array(z.number()),
    attributes: z.record(z.string(), z.record(z.string(), z.object({ alpha: Share, observed: Share, expected: Share, pairable: z.number(), n: z.number(), low: Share, high: Share, reason: z.string().optional() }))),
    relations: z.record(z.string(), z.object({ tp: z.number(), fp: z.number(), fn: z.number(), f1: Share, low: Share, high: Share })),
  }),
  units: z.array(z.object({ label: z.string().nullable(), alphaU: Estimate, boundarySimilarity: Estimate })),
  checkpoints: z.array(Checkpoint).describe("empty where there is one; differences from the first"),
  disagreements: z.array(z.object({ trace: z.string(), field: z.enum(FIELDS), start: z.int(), end: z.int(), kind: z.enum(["only-one", "label", "boundary"]), first: Said, second: Said, size: z.int().describe("code points that are labelled differently") })).describe("the largest 200"),
  gamma: z.object({ gamma: Estimate, continua: z.int(), approximate: z.int(), checkpoints: z.array(z.object({ checkpoint: z.string(), gamma: Estimate, differences: z.object({ gamma: Difference }).nullable() })) }).nullable().describe("null unless asked for"),
  alone: z.number(), withSuggestions: z.number(), otherVersions: z.number(), resamples: z.number(), seed: z.number(),
});
export type AgreementAnswer = z.output<typeof AgreementAnswer>;

/** Which work the estimate is made of. */
export const PosteriorQuery = z.object({ pass: z.enum(PASSES).default("behaviour"), round: resourceId.optional(), trace: resourceId.optional().describe("only this trace; the estimate uses all") });
export const PosteriorModels = z.object({
  layer: z.literal("dawid-skene"), codebook: z.object({ key: z.string(), version: z.int() }), note: z.string(), steps: z.int().describe("rows of the table"),
  models: z.array(z.object({
    label: z.string(), pass: z.enum(PASSES), units: z.int(), prevalence: z.number(), logLikelihood: z.number(), iterations: z.int(),
    annotators: z.record(z.string(), z.object({ sensitivity: z.number(), specificity: z.number() })),
  })),
}).meta({ id: "DawidSkeneModels" });

export const ProgressQuery = z.object({ key: z.string().regex(/^[0-9a-f]{64}$/) });
export const ProgressAnswer = z.object({ share: z.number().min(0).max(1).nullable().describe("null: not under way here; ask for the panel again") });
