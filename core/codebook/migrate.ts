import { answerFits } from "../annotation/admit-answer";
import { refuseRelationEnds } from "../annotation/admit-relation";
import type { Annotation, Answer } from "../annotation/annotation";
import type { WantedAnnotation } from "../annotation/diff";
import type { Relation } from "../annotation/relation";
import type { Span } from "../annotation/span";
import type { Result } from "../result";
import { fail, succeed } from "../result";
import type { CodebookChange } from "./changes";
import { codebookChanges } from "./changes";
import type { Codebook } from "./codebook";
import type { MigrationStep } from "./migration-plan";
import { decides, isRemoval } from "./migration-plan";

/** Something of the old annotation that the copy does not hold, and why: it was decided so, the annotator is to be asked, or it no longer fits. */
export interface Lost {
  readonly why: "dropped" | "ask-again" | "no-longer-fits";
  readonly span?: string;
  readonly attribute?: string;
  readonly relation?: string;
  readonly question?: string;
}

export interface Migrated {
  /** The whole copy, to be logged with `diffAnnotation(emptyAnnotation, wanted, newId)`. */
  readonly wanted: Required<Omit<WantedAnnotation, "submit">>;
  readonly lost: readonly Lost[];
}

/** A removed part about which the plan decides nothing: an annotation is not migrated by guessing. */
export interface Undecided {
  readonly kind: "undecided";
  readonly change: CodebookChange;
}

/** A copy of an annotation under the next version of its codebook. The original stays as it is under its own version.
 *  A span that changes says where it came from: origin `edited`, source `<codebook key>@<version>`, its old id. Ids stay.
 *  A span goes when its label is dropped or asked again, or no longer allows its field; relations go with their spans, and when the new version does not allow their ends.
 *  @param version of the codebook under which the annotation was made */
export function migrateAnnotation(annotation: Annotation, from: Codebook, version: number, to: Codebook, steps: readonly MigrationStep[]): Result<Migrated, Undecided> {
  const undecided = codebookChanges(from, to).filter(isRemoval).find((change) => !steps.some((step) => decides(step, change)));
  if (undecided) return fail({ kind: "undecided", change: undecided });
  const lost: Lost[] = [];
  const spans = [...annotation.spans.values()].flatMap((span) => migrateSpan(span, to, steps, `${from.key}@${version}`, lost) ?? []);
  const relations = migrateRelations(annotation, spans, to, steps, lost);
  return succeed({ wanted: { spans, relations, answers: migrateAnswers(annotation, to, steps, lost), empty: annotation.empty }, lost });
}

/** What happens to a part: the key under which it goes on (its own when nothing was decided), or why it goes. */
type Fate = { readonly key: string } | { readonly why: Lost["why"] };

function fateOf(own: string, steps: readonly MigrationStep[], isAbout: (part: MigrationStep["part"]) => boolean): Fate {
  const step = steps.find(({ part }) => isAbout(part));
  if (!step) return { key: own };
  return step.action === "rename" ? { key: step.to } : { why: step.action === "drop" ? "dropped" : "ask-again" };
}

function migrateSpan(span: Span, to: Codebook, steps: readonly MigrationStep[], source: string, lost: Lost[]): Span | null {
  const fate = fateOf(span.label, steps, (part) => "label" in part && part.label === span.label && part.attribute === undefined);
  const label = "key" in fate ? to.labels.find(({ key }) => key === fate.key) : undefined;
  if (!label?.fields.includes(span.field)) {
    lost.push({ why: "why" in fate ? fate.why : "no-longer-fits", span: span.id });
    return null;
  }
  const attributes: [string, string][] = [];
  for (const [key, value] of Object.entries(span.attributes)) {
    const moved = attributeFate(span.label, key, value, steps);
    const target = "why" in moved ? undefined : label.attributes.find((attribute) => attribute.key === moved.key);
    if ("why" in moved || !target?.values.some((choice) => choice.value === moved.value)) lost.push({ why: "why" in moved ? moved.why : "no-longer-fits", span: span.id, attribute: key });
    else attributes.push([moved.key, moved.value]);
  }
  const next: Span = { ...span, label: label.key, attributes: Object.fromEntries(attributes) };
  const same = next.label === span.label && attributes.length === Object.keys(span.attributes).length && attributes.every(([key, value]) => span.attributes[key] === value);
  return same ? span : { ...next, provenance: { origin: "edited", source, sourceIds: [span.id] } };
}

function attributeFate(label: string, key: string, value: string, steps: readonly MigrationStep[]): { readonly key: string; readonly value: string } | { readonly why: Lost["why"] } {
  const of = (part: MigrationStep["part"]): boolean => "label" in part && part.label === label && part.attribute === key;
  const attribute = fateOf(key, steps, (part) => of(part) && "label" in part && part.value === undefined);
  if ("why" in attribute) return attribute;
  const chosen = fateOf(value, steps, (part) => of(part) && "label" in part && part.value === value);
  return "why" in chosen ? chosen : { key: attribute.key, value: chosen.key };
}

function migrateRelations(annotation: Annotation, spans: readonly Span[], to: Codebook, steps: readonly MigrationStep[], lost: Lost[]): Relation[] {
  const byId = new Map(spans.map((span) => [span.id, span]));
  return [...annotation.relations.values()].flatMap((relation) => {
    const fate = fateOf(relation.type, steps, (part) => "relation" in part && part.relation === relation.type);
    const moved = "key" in fate ? { ...relation, type: fate.key } : null;
    if (moved && !refuseRelationEnds(moved, (id) => byId.get(id), { codebook: to })) return [moved];
    lost.push({ why: "why" in fate ? fate.why : "no-longer-fits", relation: relation.id });
    return [];
  });
}

function migrateAnswers(annotation: Annotation, to: Codebook, steps: readonly MigrationStep[], lost: Lost[]): Record<string, Answer> {
  return Object.fromEntries([...annotation.answers].flatMap(([question, answer]): [string, Answer][] => {
    const fate = fateOf(question, steps, (part) => "question" in part && part.question === question);
    const target = "key" in fate ? to.questions.find(({ key }) => key === fate.key) : undefined;
    if (target && answerFits(target, answer)) return [[target.key, answer]];
    lost.push({ why: "why" in fate ? fate.why : "no-longer-fits", question });
    return [];
  }));
}
