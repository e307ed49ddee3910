import { z } from "zod";
import { PASSES } from "@/core/annotation/annotation";
import { FIELDS } from "@/core/annotation/span";
import { spanSchema } from "@/core/annotation/operation-schema";
import { WireAnnotation, WireRange, WireSpan } from "@/core/annotation/wire-annotation";
import { ProjectParams, resourceId } from "@/web/params";

export const TraceParams = ProjectParams.extend({ trace: resourceId });

/** Which of the caller's annotations of a trace: an assignment's, or the ad-hoc one of a pass. */
export const MineQuery = z.object({
  assignment: resourceId.optional().describe("without it: the caller's ad-hoc annotation"),
  pass: z.enum(PASSES).optional().describe("of the ad-hoc annotation; an assignment has its own. Default: behaviour"),
  codebook: resourceId.optional().describe("published codebook version that a new ad-hoc annotation gets: the one that the page shows. Default: the current one; an annotation keeps the version that it has"),
});
export type MineQuery = z.output<typeof MineQuery>;

export const MineAnswer = WireAnnotation.extend({
  reading: z.object({ regions: z.array(WireRange), activeSeconds: z.int() }).describe("what was read: regions joined, seconds summed over tabs"),
});

export const Revision = z.object({ revision: z.int().nonnegative() });

export const ReadingReport = z.strictObject({
  tab: z.string().regex(/^[\w.:-]{1,64}$/, "is up to 64 letters, digits, _, ., : or -"),
  regions: z.array(z.strictObject({ field: z.enum(FIELDS), start: z.int().nonnegative(), end: z.int().nonnegative() })).max(20_000),
  activeSeconds: z.int().min(0).max(10_000_000).describe("of this tab since the annotation was opened; the server keeps the maximum"),
  layersInView: z.array(z.string().regex(/^(?:gold$|dawid-skene$|(?:detector|annotator|imported):.)/).max(200)).max(50).default([]).describe("layers of detectors and of other people that this tab showed, as suggestions, beside the text or alone; united. After submission they count once the work is reopened"),
});

export const SuggestionAnswers = z.strictObject({
  suggestions: z.array(z.strictObject({ layer: z.string().min(1).max(200), span: z.string().min(1).max(200) })).min(1).max(5000),
  rejected: z.boolean().describe("false takes a rejection back"),
});

export const LayerList = z.object({
  items: z.array(WireAnnotation),
  detectors: z.array(z.object({ layer: z.string(), spans: z.array(WireSpan), createdAt: z.iso.datetime() })),
  next: z.null(),
});

const DetectorName = z.string().regex(/^[A-Za-z0-9][\w.-]{0,63}$/, "is 1 to 64 letters, digits, _, . or -");
export const Suggestions = z.strictObject({
  detector: z.strictObject({ name: DetectorName, version: DetectorName }),
  items: z.array(z.strictObject({ traceId: resourceId, spans: z.array(spanSchema).max(20_000) })).min(1).max(1000),
});
export const SuggestionsSaved = z.object({ layer: z.string(), traces: z.int(), spans: z.int() });
