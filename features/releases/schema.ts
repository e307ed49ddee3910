import { z } from "zod";
import { RELEASE_FORMATS, USUAL_FORMATS } from "@/core/formats/release-formats";
import { RELEASE_STATES } from "@/data/releases";
import { TRACE_STATES } from "@/data/trace-filter";
import { listOf } from "@/web/listing";
import { ProjectParams, resourceId } from "@/web/params";

export const ReleaseParams = ProjectParams.extend({ id: resourceId });
export const FileParams = ReleaseParams.extend({ path: z.array(resourceId).min(1) });

export const Layer = z.string().max(200).regex(/^(all|gold|annotator:[^\p{Cc}]+|imported:[^\p{Cc}]+)$/u, "is all, gold, annotator:<handle> or imported:<source>");
/** The estimated layer has no spans: a release carries it as a table of posteriors. */
const ReleaseLayer = z.union([Layer, z.literal("dawid-skene")]);
const names = z.array(z.string().max(500)).min(1);
export const ReleaseFilter = z.strictObject({
  checkpoints: names.optional(), models: names.optional(), correct: z.boolean().optional(), minLength: z.int().min(0).optional(), maxLength: z.int().min(0).optional(),
  languages: names.optional(), datasets: names.optional(), label: z.string().max(200).optional(), state: z.enum(TRACE_STATES).optional(), annotator: z.string().max(200).optional(),
  disagreement: z.boolean().optional(), q: z.string().max(500).optional(),
});
export const ReleaseInput = z.strictObject({
  name: z.string().min(1).max(200), version: z.string().min(1).max(60).default("1"), layer: ReleaseLayer.default("all"), filter: ReleaseFilter.default({}),
  formats: z.array(z.enum(RELEASE_FORMATS)).min(1).max(RELEASE_FORMATS.length).default([...USUAL_FORMATS]).transform((formats) => RELEASE_FORMATS.filter((format) => formats.includes(format))), seed: z.int().optional().describe("of ablations and of the intervals of analysis/; without one 0"),
  ablationShare: z.number().min(0).max(1).optional().describe("share of the steps and digits that ablations change; without one .33"),
  license: z.string().regex(/^[a-z0-9.-]{1,60}$/, "is a licence key of the Hugging Face hub, e.g. cc-by-4.0").optional(), summary: z.string().min(1).max(5000).optional(),
});
export type ReleaseInput = z.infer<typeof ReleaseInput>;

export const ExportQuery = z.object({ layer: Layer.default("all") });

const File = z.object({ path: z.string(), size: z.number(), sha256: z.string().nullable(), contentType: z.string() });
export const ReleaseAnswer = z.object({
  id: z.string(), name: z.string(), state: z.enum(RELEASE_STATES), error: z.string().nullable(), request: z.record(z.string(), z.unknown()),
  /** Traces written so far, while it is built. */
  progress: z.record(z.string(), z.unknown()).nullable(),
  files: z.array(File), manifest: z.record(z.string(), z.unknown()).nullable(), createdAt: z.iso.datetime(), frozenAt: z.iso.datetime().nullable(),
}).meta({ id: "Release" });
export const ReleaseList = listOf(ReleaseAnswer);
export const ReleaseBegun = z.object({ id: z.string(), state: z.enum(RELEASE_STATES) });
export const ReleasePreview = z.object({ traces: z.number(), annotations: z.number(), spans: z.number() });

export const CompareParams = ReleaseParams.extend({ other: resourceId });
const pairOf = <Value extends z.ZodType>(value: Value) => z.object({ name: z.string(), first: value.nullable(), second: value.nullable() });
const Filters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));
export const ComparisonAnswer = z.object({
  names: z.tuple([z.string(), z.string()]), facts: z.array(pairOf(z.string())),
  filters: z.tuple([Filters, Filters]).describe("what each was filtered by, as in the request that froze it"), counts: z.array(pairOf(z.number())),
  files: z.array(pairOf(z.object({ size: z.number(), sha256: z.string(), rows: z.number().nullable() })).extend({ same: z.boolean() })),
  traces: z.object({ both: z.number(), onlyFirst: z.number(), onlySecond: z.number() }),
}).meta({ id: "ReleaseComparison" });
