import { chatParts } from "./chat-messages";
import type { NameFacts } from "./checkpoint-name";
import type { Found, RowContext } from "./field-path";
import { findField, parsePath } from "./field-path";
import type { FieldPath } from "./field-path";
import { splitGeneration } from "./generation";
import type { ImportPlan, TraceField } from "./import-plan";
import type { JsonObject, JsonValue } from "./json-text";
import { isList, isObject, member, objectText, parseForeign } from "./json-text";
import { leftOver } from "./left-over";
import { Malformed, readAnnotation, readExcluded } from "./native-annotation";
import { NATIVE_FORMAT, offsetsOf } from "./native-record";
import type { Said } from "./said";
import { said, saidOfRepairs } from "./said";
import { asBoolean, asNumber, asText, asWhole } from "./scalar";
import type { Checkpoint, Decoding, ImportedAnnotation, ImportedTrace } from "./trace-record";
import { codePoint } from "../text/offset";
import { repairText } from "../text/canonical";
import { splitThink } from "../text/think";

/** One row of a file, before mapping. `raw` is its JSON text where it is a line of its own. */
export interface Row extends RowContext {
  readonly raw?: string;
  /** Position among its siblings when the row's list lies inside another row: then it is a sample. */
  readonly sibling?: number;
  /** Characters already replaced while decoding. */
  readonly repairs: number;
}

/** Turns rows into traces by a plan: one trace a row, or one a sample where a path fans out. */
export interface RowMapper {
  /** @throws Malformed when the row has no text to label or a value that cannot be what it is mapped to */
  traces(row: Row): readonly ImportedTrace[];
}

type Taken = { readonly [Field in TraceField]?: Found };

export function rowMapper(plan: ImportPlan, name: NameFacts): RowMapper {
  const paths = Object.entries(plan.mapping).flatMap(([field, path]): [TraceField, FieldPath][] => (path ? [[field as TraceField, parsePath(path)]] : []));
  return {
    traces(row) {
      const found: Taken = Object.fromEntries(paths.flatMap(([field, path]) => { const held = findField(path, row); return held ? [[field, held]] : []; }));
      const samples = fanOut(found);
      const taken = samples !== undefined && samples > 1 ? withoutShared(found) : found;
      const metadata = leftOver(row, Object.values(taken), taken.metadata);
      return Array.from({ length: samples ?? 1 }, (_, sample) => toTrace(row, samples === undefined ? taken : pick(taken, sample), metadata, plan, name, samples === undefined ? row.sibling : sample));
    },
  };
}

/** How many samples the row holds: the longest list that a text path fanned out; undefined when none did. */
function fanOut(taken: Taken): number | undefined {
  const lengths = Object.values(taken).flatMap((found) => (found.each && isList(found.value) ? [found.value.length] : []));
  return lengths.length > 0 ? Math.max(...lengths) : undefined;
}

/** One judgement for many samples is nobody's own: it stays in the metadata. */
const withoutShared = (taken: Taken): Taken => Object.fromEntries(Object.entries(taken).filter(([field, { each }]) => each || !PER_SAMPLE.has(field)));

const PER_SAMPLE = new Set<string>(["correct", "reward", "kl", "finish_reason"] satisfies TraceField[]);

function pick(taken: Taken, sample: number): Taken {
  return Object.fromEntries(Object.entries(taken).flatMap(([field, found]) => {
    if (!found.each || !isList(found.value)) return [[field, found]];
    const value = found.value[sample];
    return value === undefined || value === null ? [] : [[field, { ...found, value }]];
  }));
}

function toTrace(row: Row, taken: Taken, metadata: string, plan: ImportPlan, name: NameFacts, sample: number | undefined): ImportedTrace {
  let repairs = row.repairs;
  const store = (value: string | undefined): string | undefined => {
    if (value === undefined) return undefined;
    const repaired = repairText(value);
    repairs += repaired.repairs;
    return repaired.text;
  };
  const text = (field: TraceField): string | undefined => store(asText(taken[field]?.value));
  const chat = taken.messages && chatParts(taken.messages.value);
  const joined = chat?.joined ?? false;
  // A mapped CoT beats the chat's; the same path for CoT and answer is one text, not two.
  const mapped = text("cot") ?? store(chat?.reasoning);
  const mappedAnswer = taken.answer && taken.answer.path === taken.cot?.path ? undefined : (text("answer") ?? store(chat?.content));
  const generated = mapped ?? mappedAnswer;
  const prompt = text("prompt") ?? store(chat?.prompt) ?? (plan.mapping.prompt === undefined ? gluedInFront(generated, plan) : undefined);
  if (prompt === undefined) throw new Malformed(missing("prompt", plan.mapping.prompt ?? plan.mapping.messages, row));
  if (generated === undefined) throw new Malformed(missing("cot", plan.mapping.cot ?? plan.mapping.messages, row));
  const native = member(row.value, "format") === NATIVE_FORMAT;
  const parts = native ? { cot: generated, answer: mappedAnswer, excluded: [], truncated: false, split: false, warnings: [] } : splitGeneration({ prompt, text: generated, answer: mapped === undefined ? undefined : mappedAnswer }, plan.generation);
  if (parts.cot === "" && (parts.answer ?? "") === "") throw new Malformed(said("empty-generation"));
  const decoding = decodingOf(taken, text);
  const trace: ImportedTrace = {
    ...given("externalId", text("id")), prompt, cot: parts.cot, ...given("answer", parts.answer), ...given("referenceAnswer", text("reference_answer")),
    ...given("correct", asBoolean(taken.correct?.value)), ...given("model", plan.model ?? text("model") ?? name.model), ...given("checkpoint", checkpointOf(taken, text, plan, name)),
    ...given("sample", asWhole(taken.sample?.value) ?? sample), ...given("dataset", plan.dataset ?? text("dataset")), ...given("language", plan.language ?? text("language")),
    ...given("reward", asNumber(taken.reward?.value)), ...given("kl", asNumber(taken.kl?.value)), ...given("trainingSeed", asWhole(taken.training_seed?.value)), decoding, metadata,
    ...given("source", parts.split || (joined && taken.prompt === undefined) ? sourceOf(row, taken) : undefined), excluded: parts.excluded,
    truncated: parts.truncated || decoding.finishReason === "length" || decoding.finishReason === "max_tokens", repairs, warnings: [...parts.warnings, ...oddValues(taken), ...saidOfRepairs(repairs)],
  };
  return native ? withNative(trace, row.value) : trace;
}

/** What stands in front of the thinking, where no key holds the prompt. */
function gluedInFront(generated: string | undefined, { generation }: ImportPlan): string | undefined {
  const glued = generated === undefined || generation.part === "whole" ? null : (splitThink(generated, generation.markers)?.prompt ?? null);
  return glued === null || glued.trim() === "" ? undefined : glued;
}

/** What only our own record holds: exclusions, known steps, earlier repairs, nested annotations. */
function withNative(trace: ImportedTrace, record: JsonObject): ImportedTrace {
  const offsets = offsetsOf(trace);
  const annotations = member(record, "annotations") ?? [];
  if (!isList(annotations)) throw new Malformed(said("not-a-list", { what: "annotations" }));
  const excluded = member(record, "excluded");
  const steps = member(record, "steps");
  const source = member(record, "source");
  if (steps !== undefined && !isTiling(steps, offsets.cot?.length ?? 0)) throw new Malformed(said("bad-steps"));
  return {
    ...trace, ...given("source", typeof source === "string" ? source : undefined), truncated: member(record, "truncated") === true,
    repairs: trace.repairs + (asWhole(member(record, "repairs")) ?? 0), excluded: excluded === undefined ? [] : readExcluded(excluded, offsets),
    ...given("knownSteps", steps === undefined ? undefined : (steps as readonly number[]).map(codePoint)),
    annotations: annotations.map((value): ImportedAnnotation => ({ ...readAnnotation(value, offsets), provenance: {} })),
  };
}

const isTiling = (value: JsonValue, length: number): boolean =>
  isList(value) && value.every((end, index) => Number.isInteger(end) && Number(end) > (index === 0 ? 0 : Number(value[index - 1]))) && (value.at(-1) ?? 0) === length;

function decodingOf(taken: Taken, text: (field: TraceField) => string | undefined): Decoding {
  return {
    ...given("temperature", asNumber(taken.temperature?.value)), ...given("topP", asNumber(taken.top_p?.value)), ...given("maxTokens", asWhole(taken.max_tokens?.value)),
    ...given("seed", asWhole(taken.seed?.value)), ...given("templateSha256", text("template_sha256")), ...given("finishReason", text("finish_reason")),
  };
}

/** Values that cannot be what they are mapped to (NaN as a reward): left out, and said. */
const oddValues = (taken: Taken): readonly Said[] => NUMBERS.flatMap((field) => { const held = taken[field]?.value; return held !== undefined && asNumber(held) === undefined ? [said("odd-number", { field, value: JSON.stringify(held) })] : []; });

const NUMBERS = ["reward", "kl", "training_seed", "temperature", "top_p", "max_tokens", "seed", "sample"] as const;

/** Form, then row, then file name; but a step in the file name beats a `step` that is not a number, which then names the checkpoint. */
function checkpointOf(taken: Taken, text: (field: TraceField) => string | undefined, plan: ImportPlan, name: NameFacts): Checkpoint | undefined {
  const held = taken.checkpoint?.value;
  const inner = isObject(held) ? held : undefined;
  const rowStep = asWhole(taken.step?.value) ?? asWhole(inner && member(inner, "step"));
  const step = plan.step ?? rowStep ?? name.step;
  const oddStep = rowStep === undefined && !inner ? text("step") : undefined;
  const label = plan.checkpoint ?? (inner ? asText(member(inner, "name")) : text("checkpoint")) ?? name.checkpoint ?? oddStep ?? (step === undefined ? undefined : `step-${step}`);
  return label === undefined ? undefined : { name: repairText(label).text, ...given("step", step) };
}

/** The original of a text that was split: the row itself, or only the text where a row holds many samples. */
function sourceOf(row: Row, taken: Taken): string | undefined {
  const found = taken.cot ?? taken.messages ?? taken.answer;
  if (!found) return undefined;
  const whole = row.raw !== undefined && !found.each ? row.raw.trimEnd() : objectText([[found.path, JSON.stringify(found.value)]]);
  return repairText(whole).text;
}

/** Where a text was looked for, and what the row has instead: rows of another shape than the mapping was made for are told by it. */
function missing(what: "prompt" | "cot", path: string | undefined, { value }: Row): Said {
  const keys = Object.keys(value);
  const listed = keys.length === 0 ? "no keys" : `${keys.slice(0, 8).join(", ")}${keys.length > 8 ? ", …" : ""}`;
  return path ? said(`no-${what}`, { path, keys: listed }) : said(`${what}-unmapped`, { keys: listed });
}

const given = <Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } => (value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: Value }));

/** A JSON line as a row. @throws Malformed */
export function jsonRow(line: string, repairs: number): Row {
  let read: ReturnType<typeof parseForeign>;
  try {
    read = parseForeign(line);
  } catch (error) {
    throw new Malformed(said("not-json", { why: error instanceof Error ? error.message : "" }));
  }
  const { value, text: raw } = read;
  if (!isObject(value)) throw new Malformed(said("not-json-object"));
  return { value, parents: [], raw, repairs };
}
