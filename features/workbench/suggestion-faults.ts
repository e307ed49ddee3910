import type { AnnotationContext } from "@/core/annotation/context";
import { refuseRange } from "@/core/annotation/admit-range";
import type { Span } from "@/core/annotation/span";

/** What is wrong with a detector's spans of one trace: each must lie in its text with the exact quote, carry a label of the codebook, and have an id of its own. */
export function suggestionFaults(spans: readonly Span[], context: AnnotationContext, path: string): { readonly field: string; readonly message: string }[] {
  const labels = new Set(context.codebook.labels.map(({ key }) => key));
  const ids = new Set<string>();
  return spans.flatMap((span, at) => {
    const refusal = refuseRange(span, context);
    const twice = ids.has(span.id);
    ids.add(span.id);
    return [
      ...(refusal ? [{ field: `${path}.${at}`, message: refusal.kind }] : []),
      ...(labels.has(span.label) ? [] : [{ field: `${path}.${at}.label`, message: `the codebook has no label “${span.label}”` }]),
      ...(twice ? [{ field: `${path}.${at}.id`, message: `“${span.id}” is used twice` }] : []),
    ];
  });
}
