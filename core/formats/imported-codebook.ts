import type { Codebook, Label, RelationType, TraceQuestion } from "../codebook/codebook";
import { FIELDS } from "../annotation/span";
import { PATTERNS } from "../codebook/codebook";
import type { ReadRow } from "./trace-record";

/** What the annotations of a file use, by codebook key. */
export interface UsedLabels {
  /** Label → attribute → values. */
  readonly labels: Map<string, Map<string, Set<string>>>;
  readonly relations: Set<string>;
  /** Question → the values that were answered. */
  readonly answers: Map<string, Set<string | number | boolean>>;
}

/** Gathers, over a whole file, what its imported annotations use; keyed by codebook key. Reads the rows to their end. */
export async function usedLabels(rows: AsyncIterable<ReadRow>): Promise<ReadonlyMap<string, UsedLabels>> {
  const used = new Map<string, UsedLabels>();
  for await (const row of rows) {
    if (row.kind === "error") continue;
    for (const annotation of row.record.annotations ?? []) {
      const held: UsedLabels = used.get(annotation.codebook.key) ?? { labels: new Map(), relations: new Set(), answers: new Map() };
      used.set(annotation.codebook.key, held);
      for (const span of annotation.spans) {
        const attributes = held.labels.get(span.label) ?? new Map<string, Set<string>>();
        held.labels.set(span.label, attributes);
        for (const [key, value] of Object.entries(span.attributes)) attributes.set(key, (attributes.get(key) ?? new Set()).add(value));
      }
      for (const { type } of annotation.relations) held.relations.add(type);
      for (const [question, answer] of Object.entries(annotation.answers)) held.answers.set(question, (held.answers.get(question) ?? new Set<string | number | boolean>()).add(answer));
    }
  }
  return used;
}

/** A codebook that holds what a foreign file uses and nothing else; labels in code-unit order. Not for `prm-step` and `first-error`: those are presets. */
export function codebookOfLabels(key: string, used: UsedLabels): Codebook {
  const labels = [...used.labels.keys()].sort().map((label, index): Label => ({
    key: label, name: { en: label }, tag: Array.from(label).slice(0, 2).join(""), colour: `extra-${(index % 6) + 1}`, pattern: PATTERNS[index % PATTERNS.length]!, hotkey: index < 9 ? index + 1 : null, pass: "behaviour",
    definition: { en: "" }, examples: [], fields: FIELDS,
    attributes: [...used.labels.get(label)!].map(([attribute, values]) => ({ key: attribute, name: { en: attribute }, pass: "behaviour" as const, required: false, values: [...values].sort().map((value) => ({ value, name: { en: value } })) })),
  }));
  const relations = [...used.relations].sort().map((type): RelationType => ({ key: type, name: { en: type }, pass: "behaviour", from: labels.map((label) => label.key), to: ["*"], anchor: false, prompt: false, anchorFields: [], min: 0, max: null }));
  const questions = [...used.answers].map(([question, values]): TraceQuestion => {
    const base = { key: question, name: { en: question }, pass: "truth" as const, required: false, shown: true };
    const numbers = [...values].filter((value) => typeof value === "number");
    if (numbers.length === values.size && numbers.every(Number.isInteger)) return { ...base, kind: "rating", low: Math.min(0, ...numbers), high: Math.max(1, ...numbers) };
    return [...values].every((value) => typeof value === "boolean") ? { ...base, kind: "boolean" } : { ...base, kind: "text" };
  });
  return { key, title: { en: key }, unit: "span", labels, relations, questions, guidelines: { en: "" }, blocking: [] };
}
