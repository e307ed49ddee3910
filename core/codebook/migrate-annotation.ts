import type { Annotation, Answer } from "../annotation/annotation";
import type { WantedAnnotation } from "../annotation/diff";
import type { Span } from "../annotation/span";
import type { Codebook } from "./codebook";
import type { MigrationStep } from "./migration-plan";

/** What an annotation becomes under the next version: nothing where its parts are to be asked again, else the wanted state with what was dropped on the way. */
export type Migrated = { readonly kind: "ask-again" } | { readonly kind: "copy"; readonly wanted: WantedAnnotation; readonly dropped: number };

/** Carries an annotation over to the next version of its codebook as the accepted plan says: renamed parts are renamed, dropped ones fall away with what hangs on them.
 *  A part that the next version lacks and that no step names is dropped too. The original is read, never changed. */
export function migrateAnnotation(annotation: Annotation, steps: readonly MigrationStep[], next: Codebook): Migrated {
  const spans = [...annotation.spans.values()];
  const stepFor = (fits: (part: MigrationStep["part"]) => boolean): MigrationStep | undefined => steps.find(({ part }) => fits(part));
  const ofLabel = (label: string) => stepFor((part) => "label" in part && part.label === label && part.attribute === undefined);
  const ofAttribute = (label: string, attribute: string) => stepFor((part) => "label" in part && part.label === label && part.attribute === attribute && part.value === undefined);
  const ofValue = (label: string, attribute: string, value: string) => stepFor((part) => "label" in part && part.label === label && part.attribute === attribute && part.value === value);
  const used: (MigrationStep | undefined)[] = [
    ...spans.flatMap(({ label, attributes }) => [ofLabel(label), ...Object.entries(attributes).flatMap(([key, value]) => [ofAttribute(label, key), ofValue(label, key, value)])]),
    ...[...annotation.relations.values()].map(({ type }) => stepFor((part) => "relation" in part && part.relation === type)),
    ...[...annotation.answers.keys()].map((question) => stepFor((part) => "question" in part && part.question === question)),
  ];
  if (used.some((step) => step?.action === "ask-again")) return { kind: "ask-again" };
  const renamed = (key: string, step: MigrationStep | undefined): string | null => (step === undefined ? key : step.action === "rename" ? step.to : null);
  let dropped = 0;
  const carry = (span: Span): Span | null => {
    const label = renamed(span.label, ofLabel(span.label));
    const target = next.labels.find(({ key }) => key === label);
    if (!target || !target.fields.includes(span.field)) { dropped++; return null; }
    const attributes = Object.entries(span.attributes).flatMap(([key, value]) => {
      const to = renamed(key, ofAttribute(span.label, key));
      const chosen = renamed(value, ofValue(span.label, key, value));
      const held = target.attributes.find((each) => each.key === to)?.values.some(({ value: one }) => one === chosen) ?? false;
      if (!held) dropped++;
      return held ? [[to!, chosen!] as const] : [];
    });
    return { ...span, label: target.key, attributes: Object.fromEntries(attributes) };
  };
  const kept = spans.map(carry).filter((span) => span !== null);
  const ids = new Set(kept.map(({ id }) => id));
  const relations = [...annotation.relations.values()].flatMap((relation) => {
    const type = renamed(relation.type, stepFor((part) => "relation" in part && part.relation === relation.type));
    const stands = next.relations.some(({ key }) => key === type) && ids.has(relation.from) && (!("span" in relation.to) || ids.has(relation.to.span));
    if (!stands) dropped++;
    return stands ? [{ ...relation, type: type! }] : [];
  });
  const answers = [...annotation.answers].flatMap(([question, answer]): [string, Answer][] => {
    const to = renamed(question, stepFor((part) => "question" in part && part.question === question));
    const stands = next.questions.some(({ key }) => key === to);
    if (!stands) dropped++;
    return stands ? [[to!, answer]] : [];
  });
  return { kind: "copy", wanted: { spans: kept, relations, answers: Object.fromEntries(answers), empty: kept.length === 0 && annotation.empty }, dropped };
}
