import type { Codebook, Label } from "./codebook";

/** What an edit does to things that existing annotations use. Texts, colours and hotkeys change nothing that was labelled. */
export type CodebookChange =
  | { readonly kind: "label-removed"; readonly label: string }
  | { readonly kind: "label-added"; readonly label: string }
  | { readonly kind: "attribute-removed"; readonly label: string; readonly attribute: string }
  | { readonly kind: "attribute-added"; readonly label: string; readonly attribute: string; readonly required: boolean }
  | { readonly kind: "value-removed"; readonly label: string; readonly attribute: string; readonly value: string }
  | { readonly kind: "value-added"; readonly label: string; readonly attribute: string; readonly value: string }
  | { readonly kind: "relation-removed"; readonly relation: string }
  | { readonly kind: "relation-added"; readonly relation: string }
  | { readonly kind: "question-removed"; readonly question: string }
  | { readonly kind: "question-added"; readonly question: string };

/** The changes from a published version to a draft, by key: a renamed key is a removal and an addition, which a migration step then ties together.
 *  In the order of the codebook, removals before additions within each part; [] when annotations made under one are at home under the other. */
export function codebookChanges(from: Codebook, to: Codebook): CodebookChange[] {
  const labels = compare(from.labels, to.labels);
  const relations = compare(from.relations, to.relations);
  const questions = compare(from.questions, to.questions);
  return [
    ...labels.removed.map(({ key }) => ({ kind: "label-removed", label: key }) as const),
    ...labels.added.map(({ key }) => ({ kind: "label-added", label: key }) as const),
    ...labels.kept.flatMap(([before, after]) => attributeChanges(before, after)),
    ...relations.removed.map(({ key }) => ({ kind: "relation-removed", relation: key }) as const),
    ...relations.added.map(({ key }) => ({ kind: "relation-added", relation: key }) as const),
    ...questions.removed.map(({ key }) => ({ kind: "question-removed", question: key }) as const),
    ...questions.added.map(({ key }) => ({ kind: "question-added", question: key }) as const),
  ];
}

function attributeChanges(before: Label, after: Label): CodebookChange[] {
  const label = before.key;
  const attributes = compare(before.attributes, after.attributes);
  return [
    ...attributes.removed.map(({ key }) => ({ kind: "attribute-removed", label, attribute: key }) as const),
    ...attributes.added.map(({ key, required }) => ({ kind: "attribute-added", label, attribute: key, required }) as const),
    ...attributes.kept.flatMap(([old, now]) => {
      const [had, has] = [old.values.map(({ value }) => value), now.values.map(({ value }) => value)];
      return [
        ...had.filter((value) => !has.includes(value)).map((value) => ({ kind: "value-removed", label, attribute: old.key, value }) as const),
        ...has.filter((value) => !had.includes(value)).map((value) => ({ kind: "value-added", label, attribute: old.key, value }) as const),
      ];
    }),
  ];
}

function compare<Part extends { readonly key: string }>(before: readonly Part[], after: readonly Part[]) {
  const [old, now] = [new Map(before.map((part) => [part.key, part])), new Map(after.map((part) => [part.key, part]))];
  return {
    removed: before.filter(({ key }) => !now.has(key)),
    added: after.filter(({ key }) => !old.has(key)),
    kept: before.flatMap((part): [Part, Part][] => { const next = now.get(part.key); return next ? [[part, next]] : []; }),
  };
}
