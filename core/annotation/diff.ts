import type { Annotation, Answer } from "./annotation";
import type { Change, Operation, RelationPatch } from "./operation";
import type { Relation } from "./relation";
import { isSpanTarget } from "./relation";
import { isSameValue } from "./same-value";
import type { Provenance, Span } from "./span";

/** A span of a PUT body: without provenance the held one stays, or a new span counts as made by hand. */
export type WantedSpan = Omit<Span, "provenance"> & { readonly provenance?: Provenance };

/** The state that a PUT body asks for. A collection that it leaves out stays as it is; one that it names is meant whole. */
export interface WantedAnnotation {
  readonly spans?: readonly WantedSpan[];
  readonly relations?: readonly Relation[];
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly empty?: boolean;
  readonly submit?: boolean;
}

/** The operations, as one batch, that lead from what is held to what is wanted; matched by id; none when it is held already.
 *  Their order never leaves a relation dangling on the way: relations go first, spans come and change, relations come and change, spans go last.
 *  A relation that changes together with the label of one of its ends is removed and added anew, since neither order of two changes would be allowed. */
export function diffAnnotation(held: Annotation, wanted: WantedAnnotation, newId: () => string): Operation[] {
  const spans = wanted.spans?.map((span): Span => ({ ...span, provenance: span.provenance ?? held.spans.get(span.id)?.provenance ?? { origin: "made" } }));
  const spanChanges = spans ? diffSpans(held, spans) : { before: [], after: [] };
  const relationChanges = wanted.relations ? diffRelations(held, wanted.relations, relabelled(held, spans ?? [])) : { before: [], after: [] };
  const changes: Change[] = [
    ...relationChanges.before, ...spanChanges.before, ...relationChanges.after, ...spanChanges.after,
    ...(wanted.answers ? diffAnswers(held, wanted.answers) : []),
    ...(wanted.empty !== undefined && wanted.empty !== held.empty ? [{ type: "setEmpty" as const, from: held.empty, to: wanted.empty }] : []),
    ...(wanted.submit && held.status === "draft" ? [{ type: "submit" as const }] : []),
  ];
  return changes.map((change) => ({ opId: newId(), ...change }));
}

interface Changes {
  readonly before: readonly Change[];
  readonly after: readonly Change[];
}

/** Additions and changes before, removals after. */
function diffSpans(held: Annotation, wanted: readonly Span[]): Changes {
  const ids = new Set(wanted.map(({ id }) => id));
  const before: Change[] = [];
  for (const span of wanted) {
    const current = held.spans.get(span.id);
    const patch = current && changedParts(current, span);
    if (!current) before.push({ type: "addSpan", span });
    else if (patch) before.push({ type: "changeSpan", id: span.id, from: patch.from, to: patch.to });
  }
  return { before, after: [...held.spans.values()].filter(({ id }) => !ids.has(id)).map((span) => ({ type: "removeSpan", span })) };
}

/** Removals before, additions and changes after. */
function diffRelations(held: Annotation, wanted: readonly Relation[], relabelledSpans: ReadonlySet<string>): Changes {
  const before: Change[] = [];
  const after: Change[] = [];
  const byId = new Map(wanted.map((relation) => [relation.id, relation]));
  for (const relation of held.relations.values()) {
    const next = byId.get(relation.id);
    if (!next || (!isSameValue(relation, next) && [...endsOf(relation), ...endsOf(next)].some((id) => relabelledSpans.has(id)))) before.push({ type: "removeRelation", relation });
  }
  const removed = new Set(before.flatMap((change) => (change.type === "removeRelation" ? [change.relation.id] : [])));
  for (const relation of wanted) {
    const current = held.relations.get(relation.id);
    const patch: { from: RelationPatch; to: RelationPatch } | null = current && !removed.has(relation.id) ? changedParts(current, relation) : null;
    if (!current || removed.has(relation.id)) after.push({ type: "addRelation", relation });
    else if (patch) after.push({ type: "changeRelation", id: relation.id, from: patch.from, to: patch.to });
  }
  return { before, after };
}

function diffAnswers(held: Annotation, wanted: Readonly<Record<string, Answer>>): Change[] {
  const after = new Map(Object.entries(wanted));
  return [...new Set([...held.answers.keys(), ...after.keys()])].flatMap((question): Change[] => {
    const from = held.answers.get(question) ?? null;
    const to = after.get(question) ?? null;
    return from === to ? [] : [{ type: "setAnswer", question, from, to }];
  });
}

const relabelled = (held: Annotation, wanted: readonly Span[]): ReadonlySet<string> =>
  new Set(wanted.filter((span) => held.spans.has(span.id) && held.spans.get(span.id)?.label !== span.label).map(({ id }) => id));

const endsOf = (relation: Relation): string[] => (isSpanTarget(relation.to) ? [relation.from, relation.to.span] : [relation.from]);

/** The parts in which two versions of a span or relation differ, or null. */
export function changedParts<Thing extends Span | Relation>(current: Thing, next: Thing): { from: Partial<Omit<Thing, "id">>; to: Partial<Omit<Thing, "id">> } | null {
  const wanted = new Map(Object.entries(next));
  const keys = Object.entries(current).filter(([key, value]) => key !== "id" && !isSameValue(value, wanted.get(key))).map(([key]) => key as Exclude<keyof Thing, "id">);
  return keys.length === 0 ? null : { from: pick(current, keys), to: pick(next, keys) };
}

function pick<Thing extends object, Key extends keyof Thing>(thing: Thing, keys: readonly Key[]): Partial<Pick<Thing, Key>> {
  return keys.reduce<Partial<Pick<Thing, Key>>>((picked, key) => ({ ...picked, [key]: thing[key] }), {});
}
