import type { Span } from "@/core/annotation/span";
import type { Queryable } from "@/data/database";
import { detectors, ensureDetector, noteDetector, writeOutputs } from "@/data/detector-runs";
import { detectorOfLayer, isDetectorLayer } from "./detector-layer";
import type { RecreatedAnnotation } from "./recreate-annotations";

/** Keeps what a file says that a detector found apart from people's work, under a detector of its name and version. Its relations and answers are not kept: a detector has spans only.
 *  The detector counts as unfinished, and is not used, until the whole import has come ({@link finishDetectors}); an import that is resumed finds it again by the import's id. */
export async function placeDetections(within: Queryable, projectId: string, importId: string, given: readonly { readonly traceId: string; readonly annotations: readonly RecreatedAnnotation[] }[], now: Date): Promise<void> {
  const byLayer = new Map<string, Map<string, readonly Span[]>>();
  for (const { traceId, annotations } of given) {
    for (const { imported: { layer, spans } } of annotations) {
      if (!isDetectorLayer(layer)) continue;
      const outputs = byLayer.get(layer) ?? new Map<string, readonly Span[]>();
      byLayer.set(layer, outputs.set(traceId, spans.map((span) => ({ ...span, provenance: { origin: "suggested", source: layer } }))));
    }
  }
  for (const [layer, outputs] of byLayer) {
    const { name, version } = detectorOfLayer(layer)!;
    const id = await ensureDetector(within, projectId, { name, version, kind: "imported", config: {} }, now);
    await writeOutputs(within, projectId, id, [...outputs].map(([traceId, spans]) => ({ traceId, spans })), now);
    await noteDetector(within, projectId, id, { import: importId, complete: false });
  }
}

/** What a whole import brought may be used. */
export async function finishDetectors(db: Queryable, projectId: string, importId: string): Promise<void> {
  for (const { id, config } of await detectors(db, projectId)) if (config.import === importId) await noteDetector(db, projectId, id, { complete: true });
}
