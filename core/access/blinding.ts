import type { Pass } from "../annotation/annotation";

/** What a round may hide from an annotator until submission (contract.md, Blinding). `layers` are the annotations of others. */
export const BLIND_FIELDS = [
  "model", "checkpoint", "correct", "referenceAnswer", "reward", "kl", "dataset", "sample", "metadata", "externalId", "layers", "suggestions",
] as const;
export type BlindField = (typeof BLIND_FIELDS)[number];

/** A round's rule; nothing hidden is an open round. */
export interface Blinding {
  readonly hidden: readonly BlindField[];
}

export const BLIND: Blinding = { hidden: BLIND_FIELDS };

/** All that a blind round of a pass hides. Whether something is an error is judged against the reference answer (codebook.md): the truth pass shows it. */
export const blindIn = (pass: Pass): Blinding => (pass === "truth" ? { hidden: BLIND_FIELDS.filter((field) => field !== "referenceAnswer") } : BLIND);

/** Reads a round's stored rule. Unknown names hide nothing of their own; anything that is no rule is an open round. */
export function blindingOf(stored: unknown): Blinding {
  const hidden: unknown = typeof stored === "object" && stored !== null && "hidden" in stored ? stored.hidden : [];
  return { hidden: Array.isArray(hidden) ? BLIND_FIELDS.filter((field) => hidden.includes(field)) : [] };
}

/** A round's rule for one assignment: suggestions are seen where the round shows them, and hidden where it withholds them, whatever else it hides. */
export const withSuggestionPolicy = ({ hidden }: Blinding, { shown, withheld }: { readonly shown: boolean; readonly withheld: boolean }): Blinding =>
  ({ hidden: [...hidden.filter((field) => field !== "suggestions" || !shown), ...(withheld && !hidden.includes("suggestions") ? ["suggestions" as const] : [])] });

/** What is hidden by any of several rules: a trace that lies in two rounds is as blind as the stricter one. */
export const hiddenBy = (rules: Iterable<Blinding>): ReadonlySet<BlindField> => new Set([...rules].flatMap(({ hidden }) => hidden));

/** Parts of a trace that a blind annotator needs to do the work; they say nothing about where it came from. */
const ALWAYS_SHOWN: ReadonlySet<string> = new Set([
  "id", "prompt", "cot", "answer", "promptLength", "cotLength", "answerLength", "tokens", "stepEnds", "segmenter", "excluded", "truncated", "language",
]);
const isBlindField = (name: string): name is BlindField => (BLIND_FIELDS as readonly string[]).includes(name);

/** A trace as someone may see it for whom these fields are hidden. With anything hidden, what is not known to be harmless goes too
 *  (import, source record, decoding, hashes): a whitelist, so that a column added later is hidden by itself.
 *  @returns the same object when nothing is hidden, else a copy without the hidden keys; absent, not null */
export function blindTrace<Trace extends object>(trace: Trace, hidden: ReadonlySet<BlindField>): Trace | Partial<Trace> {
  if (hidden.size === 0) return trace;
  return Object.fromEntries(Object.entries(trace).filter(([name]) => ALWAYS_SHOWN.has(name) || (isBlindField(name) && !hidden.has(name)))) as Partial<Trace>;
}

/** Filters and sort orders that would tell a hidden field, by the field that they tell. A search of the texts tells nothing that is hidden. */
const TOLD_BY: Readonly<Record<string, BlindField>> = {
  checkpoint: "checkpoint", model: "model", step: "checkpoint", run: "checkpoint", correct: "correct", dataset: "dataset", sample: "sample", reward: "reward", kl: "kl",
  externalId: "externalId", metadata: "metadata", label: "layers", annotator: "layers", layer: "layers", status: "layers", disagreement: "layers", flagged: "layers",
};

/** The first hidden field that a query would tell, or null. Only parameters that were given count. */
export function toldField(query: Readonly<Record<string, unknown>>, hidden: ReadonlySet<BlindField>): BlindField | null {
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    const told = TOLD_BY[name === "sort" && typeof value === "string" ? value.replace(/^-/, "") : name];
    if (told !== undefined && hidden.has(told)) return told;
  }
  return null;
}
