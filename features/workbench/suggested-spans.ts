import type { Annotation } from "@/core/annotation/annotation";
import type { Span } from "@/core/annotation/span";

/** A detector's span by the detector's own names. */
export interface SuggestionKey {
  readonly layer: string;
  readonly span: string;
}

/** The id under which a detector's span is shown, so that it never meets those of the annotation. */
export const suggestionId = ({ layer, span }: SuggestionKey): string => `${layer} ${span}`;

export const suggestionKey = ({ provenance }: Span): SuggestionKey => ({ layer: provenance.source ?? "", span: provenance.sourceIds?.[0] ?? "" });

/** A detector's spans as suggestions, by their ids here. */
export const suggestionsOf = (layer: string, spans: readonly Span[]): ReadonlyMap<string, Span> =>
  new Map(spans.map((span) => { const id = suggestionId({ layer, span: span.id }); return [id, { ...span, id, provenance: { origin: "suggested", source: layer, sourceIds: [span.id] } }]; }));

/** What is still to be answered: neither taken over into the annotation nor rejected. O(suggestions + spans). */
export function openSuggestions(offered: ReadonlyMap<string, Span>, annotation: Annotation, rejected: ReadonlySet<string>): ReadonlyMap<string, Span> {
  if (offered.size === 0) return offered;
  const taken = new Set([...annotation.spans.values()].flatMap(({ provenance }) => (provenance.sourceIds ?? []).map((span) => suggestionId({ layer: provenance.source ?? "", span }))));
  return new Map([...offered].filter(([id]) => !taken.has(id) && !rejected.has(id)));
}

export const withoutLayer = (suggestions: ReadonlyMap<string, Span>, layer: string): ReadonlyMap<string, Span> =>
  new Map([...suggestions].filter(([, { provenance }]) => provenance.source !== layer));
