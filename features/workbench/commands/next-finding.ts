import { checkAnnotation } from "@/core/annotation/checks";
import type { Finding } from "@/core/annotation/finding";
import type { Bench } from "../bench";

/** Jumps to the first finding behind the selected span, and around. */
export function nextFinding(bench: Bench): void {
  const { session } = bench;
  const { annotation, selected } = session.state;
  const findings = checkAnnotation(annotation, session.context.codebook, session.context);
  if (findings.length === 0) return session.say("checksPass");
  const here = findings.findIndex(({ spanId }) => spanId !== undefined && spanId === selected);
  showFinding(bench, findings[(here + 1) % findings.length]!);
}

/** Goes to what a finding is about: its span, with the attribute that is missing asked; a relation that is missing proposed; else the trace questions. */
export function showFinding({ session, view, page }: Bench, finding: Finding): void {
  if (finding.spanId === undefined) {
    if (finding.question !== undefined) page.focusQuestions();
    return;
  }
  view?.goTo(finding.spanId);
  if (finding.kind === "attribute-missing") session.set({ mode: { kind: "answering", attribute: String(finding.params.attribute) } });
}
