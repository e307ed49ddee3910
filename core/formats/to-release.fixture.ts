import type { ReleaseTrace } from "./native-record";
import type { ImportedTrace } from "./trace-record";

/** An imported trace as a release would hold it, for conversion without a store; annotations without an id are numbered. */
export function toRelease(trace: ImportedTrace, textSha256: ReleaseTrace["textSha256"], id = trace.externalId ?? ""): ReleaseTrace {
  const { externalId, warnings, annotations, ...rest } = trace;
  return { ...rest, id: externalId ?? id, textSha256, annotations: (annotations ?? []).map(({ provenance, ...annotation }, index) => ({ ...annotation, id: annotation.id ?? `an-${index + 1}` })) };
}
