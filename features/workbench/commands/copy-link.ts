import type { Bench } from "../bench";
import { selectedSpan } from "./relate";

/** The address that opens this trace at a span: the assignment's own where there is one. */
export function linkOf({ opening }: Bench, spanId: string): string {
  const query = opening.assignment ? `?assignment=${encodeURIComponent(opening.assignment.id)}` : "";
  return `${window.location.origin}/projects/${opening.project.slug}/traces/${encodeURIComponent(opening.trace.id)}${query || window.location.search}#span-${encodeURIComponent(spanId)}`;
}

/** Puts the selected span's permalink on the clipboard; where that is not allowed, says it so that it can be copied by hand. */
export function copyLink(bench: Bench): boolean {
  const { session } = bench;
  const span = selectedSpan(session);
  if (!span) return false;
  const link = linkOf(bench, span.id);
  const refused = (): void => session.say("linkNotCopied", { link }, "problem");
  if (!navigator.clipboard) refused();
  else void navigator.clipboard.writeText(link).then(() => session.say("linkCopied"), refused);
  return true;
}
