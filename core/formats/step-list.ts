import type { Span } from "../annotation/span";
import type { CodePoint, Range } from "../text/offset";
import { codePoint, offsetMap, sliceRange } from "../text/offset";
import { repairText } from "../text/canonical";
import type { JsonObject, JsonValue } from "./json-text";
import { isList, member } from "./json-text";
import { Malformed } from "./native-annotation";
import { said } from "./said";
import type { ImportedAnnotation } from "./trace-record";

/** Steps joined to one text: each with what it covers (its own line feed included, so that the steps tile the text). */
export interface JoinedSteps {
  readonly text: string;
  /** Tiles, one a step; null for an empty last step, which covers nothing. */
  readonly tiles: readonly (Range | null)[];
  readonly ends: readonly CodePoint[];
  readonly repairs: number;
}

/** Joins steps as they are, with a line feed after each but the last unless it has one. */
export function joinSteps(steps: readonly string[]): JoinedSteps {
  const tiles: (Range | null)[] = [];
  const pieces: string[] = [];
  let at = 0;
  let repairs = 0;
  for (const [index, step] of steps.entries()) {
    const { text, repairs: replaced } = repairText(step);
    repairs += replaced;
    const piece = index === steps.length - 1 || text.endsWith("\n") ? text : `${text}\n`;
    const length = offsetMap(piece).length;
    tiles.push(length === 0 ? null : { start: codePoint(at), end: codePoint(at + length) });
    pieces.push(piece);
    at += length;
  }
  return { text: pieces.join(""), tiles, ends: tiles.flatMap((tile) => (tile ? [tile.end] : [])), repairs };
}

/** A list of strings under a key. @throws Malformed */
export function textList(record: JsonObject, key: string): readonly string[] {
  const value = member(record, key);
  if (!isList(value) || value.length === 0 || !value.every((item) => typeof item === "string")) throw new Malformed(said("no-step-list", { what: `"${key}"` }));
  return value as readonly string[];
}

/** A label on one step, by its index from 0. */
export interface StepLabel {
  readonly step: number;
  readonly label: string;
  readonly note?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Labels of steps as spans of the CoT. @throws Malformed for a step that is not there */
export function stepSpans(joined: JoinedSteps, labels: readonly StepLabel[], source: string): readonly Span[] {
  const map = offsetMap(joined.text);
  return labels.flatMap(({ step, label, note, attributes }, index): Span[] => {
    const tile = joined.tiles[step];
    if (tile === undefined) throw new Malformed(said("no-such-step", { step: step + 1, steps: joined.tiles.length }));
    if (tile === null) return [];
    return [{ id: `s${index + 1}`, field: "cot", label, ...tile, quote: sliceRange(map, tile), attributes: attributes ?? {}, certainty: "sure", note: note ?? "", provenance: { origin: "imported", source } }];
  });
}

/** A finished imported annotation under a layer of its own, with where it is from. */
export function importedAnnotation(source: string, codebook: string, parts: Partial<Pick<ImportedAnnotation, "spans" | "relations" | "answers" | "pass" | "empty">>, provenance: Readonly<Record<string, string>>): ImportedAnnotation {
  return {
    layer: `imported:${source}`, pass: parts.pass ?? "truth", codebook: { key: codebook, version: 1 }, status: "submitted", flagged: false, flagComment: "", empty: parts.empty ?? false, revision: 0,
    spans: parts.spans ?? [], relations: parts.relations ?? [], answers: parts.answers ?? {}, provenance: { format: source, ...provenance },
  };
}

/** What `first-error` says: the first wrong step (from 0), or that none is wrong. */
export function firstErrorAnnotation(joined: JoinedSteps, source: string, wrong: number | null, note: string, provenance: Readonly<Record<string, string>>): ImportedAnnotation {
  const spans = wrong === null ? [] : stepSpans(joined, [{ step: wrong, label: "first_error", note }], source);
  return importedAnnotation(source, "first-error", { spans, answers: { all_steps_right: wrong === null ? "yes" : "no" }, empty: wrong === null }, provenance);
}

/** A whole number from 0, from a number or numeral. @throws Malformed */
export function stepIndex(value: JsonValue | undefined, what: string): number {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number) || number < 0) throw new Malformed(said("no-step-number", { what }));
  return number;
}
