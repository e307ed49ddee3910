import type { Field } from "../annotation/span";
import { FIELDS } from "../annotation/span";
import type { AnnotatedText, ForeignAnnotation, ForeignSpan } from "./annotated-text";
import type { JsonObject, JsonValue } from "./json-text";
import { isList, isObject, member } from "./json-text";
import { Malformed } from "./native-annotation";
import type { Said } from "./said";
import { said } from "./said";
import { asOffset, asText } from "./scalar";

/** A task of Label Studio's JSON export (or JSON_MIN): `labels` regions with offsets, `relation` results, choices and ratings as answers. Its predictions are what programs said, apart from people's work: the spans of each model version.
 *  Tasks over prompt/cot/answer keep their fields; else the one text of the task's data is the CoT. @throws Malformed for tasks without a text, and regions placed by XPath in HTML */
export function readLabelStudio(task: JsonObject): Omit<AnnotatedText, "place" | "original" | "repairs"> {
  const held = member(task, "data");
  const data = isObject(held) ? held : task;
  const texts = textsOf(data, task);
  const id = asText(member(data, "id") ?? member(task, "id"));
  const lists = member(task, "annotations") ?? member(task, "completions");
  const results = isList(lists) ? lists.filter(isObject).filter((annotation) => member(annotation, "was_cancelled") !== true).map((annotation) => readResult(annotation, data)) : [];
  const annotations = isList(lists) ? results.map(({ leftOut: _leftOut, ...annotation }) => annotation) : isList(member(task, "label")) ? [minimal(task)] : [];
  const leftOut = results.reduce((sum, result) => sum + result.leftOut, 0);
  const rest = Object.entries(data).filter(([key, value]) => !Object.values(texts.from).includes(key) && key !== "id" && key !== "label" && !(data === task && isList(value)));
  const { detections, warnings: ofPredictions } = readPredictions(member(task, "predictions"), data);
  const warnings = [...(leftOut > 0 ? [said("results-left-out", { count: leftOut })] : []), ...ofPredictions];
  return { ...(id === undefined ? {} : { id }), prompt: texts.prompt, cot: texts.cot, ...(texts.answer === undefined ? {} : { answer: texts.answer }), metadata: JSON.stringify(Object.fromEntries(rest)), annotations: [...annotations, ...detections], ...(warnings.length > 0 && { warnings }) };
}

/** Predictions by model version; of several of one version the last. A detector has spans alone: choices, ratings and relations are left out and counted, and a prediction that holds nothing else found nothing to mark. */
function readPredictions(listed: JsonValue | undefined, data: JsonObject): { readonly detections: readonly ForeignAnnotation[]; readonly warnings: readonly Said[] } {
  const byVersion = new Map<string, ForeignAnnotation>();
  const warnings: Said[] = [];
  for (const prediction of isList(listed) ? listed.filter(isObject) : []) {
    const version = asText(member(prediction, "model_version")) ?? "";
    const detector = detectorOf(version);
    const named = `${detector.name}@${detector.version}`;
    const { spans, relations, answers = {}, leftOut } = readResult(prediction, data);
    if (leftOut > 0) warnings.push(said("results-left-out", { count: leftOut }));
    const [links, judged] = [relations.length, Object.keys(answers).length];
    if (spans.length === 0 && links + judged > 0) { warnings.push(said("prediction-left-out", { detector: named })); continue; }
    if (links + judged > 0) warnings.push(said("prediction-parts-left-out", { relations: links, answers: judged, detector: named }));
    if (byVersion.has(version)) warnings.push(said("predictions-of-one", { detector: named }));
    byVersion.set(version, { by: "", detector, spans, relations: [] });
  }
  return { detections: [...byVersion.values()], warnings };
}

/** A model version that says name@version is both; any other is a version of the tool's predictions. */
function detectorOf(version: string): { readonly name: string; readonly version: string } {
  const [, name, own] = /^(.+)@([^@]+)$/s.exec(version) ?? [];
  if (name !== undefined && own !== undefined) return { name, version: own };
  const plain = version.replaceAll("@", "").trim();
  return { name: "label-studio", version: plain === "" ? "unnamed" : plain };
}

interface Texts {
  readonly prompt: string;
  readonly cot: string;
  readonly answer?: string;
  /** Field → key of the data. */
  readonly from: Readonly<Partial<Record<Field, string>>>;
}

function textsOf(data: JsonObject, task: JsonObject): Texts {
  const cot = member(data, "cot");
  if (typeof cot === "string") {
    const answer = asText(member(data, "answer"));
    return { prompt: asText(member(data, "prompt")) ?? "", cot, ...(answer === undefined ? {} : { answer }), from: { prompt: "prompt", cot: "cot", answer: "answer" } };
  }
  const strings = Object.entries(data).filter(([key, value]) => typeof value === "string" && !TASK_KEYS.has(key));
  const named = strings.find(([key]) => key === "text") ?? (strings.length === 1 ? strings[0] : undefined);
  if (!named) throw new Malformed(strings.length === 0 ? said("task-no-text") : said("task-several-texts", { keys: strings.map(([key]) => key).join(", ") }));
  const text = named[1] as string;
  if (text.startsWith("<") && JSON.stringify(task).includes('"startOffset"')) throw new Malformed(said("xpath"));
  return { prompt: "", cot: text, from: { cot: named[0] } };
}

/** Numbers of the tool, and addresses of things that are no text. */
const TASK_KEYS = new Set(["image", "img", "audio", "video", "pdf", "id", "created_at", "updated_at", "lead_time", "annotation_id", "annotator"]);

interface Result extends ForeignAnnotation {
  /** Results that are no span, relation or answer. */
  readonly leftOut: number;
}

function readResult(annotation: JsonObject, data: JsonObject): Result {
  const results = member(annotation, "result");
  const spans: ForeignSpan[] = [];
  const ids = new Map<string, string>();
  const relations: { type: string; from: string; to: string }[] = [];
  const answers: [string, string | number][] = [];
  let leftOut = 0;
  for (const result of isList(results) ? results.filter(isObject) : []) {
    const value = member(result, "value");
    const type = asText(member(result, "type")) ?? "";
    if (type === "relation") {
      const labels = member(result, "labels");
      relations.push({ type: isList(labels) && labels.length > 0 ? (asText(labels[0]) ?? "relation") : "relation", from: asText(member(result, "from_id")) ?? "", to: asText(member(result, "to_id")) ?? "" });
    } else if (isObject(value) && isRegion(value)) {
      if (labelsOf(value).length === 0) leftOut++; // what is said of one region alone: a rating, a transcription
      const region = asText(member(result, "id")) ?? "";
      const target = asText(member(result, "to_name"));
      for (const label of labelsOf(value)) {
        const id = `s${spans.length + 1}`;
        if (!ids.has(region)) ids.set(region, id);
        const quote = asText(member(value, "text"));
        spans.push({ id, field: FIELDS.find((field) => field === target && typeof member(data, field) === "string") ?? "cot", label, start: asOffset(member(value, "start")), end: asOffset(member(value, "end")), ...(quote === undefined ? {} : { quote }), ...regionExtras(member(result, "meta")) });
      }
    } else if (isObject(value)) {
      const answer = answerOf(value);
      if (answer === undefined) leftOut++;
      else answers.push([asText(member(result, "from_name")) ?? type, answer]);
    } else leftOut++;
  }
  return { by: byWhom(member(annotation, "completed_by")), spans, relations: relations.map(({ type, from, to }) => ({ type, from: ids.get(from) ?? from, to: ids.get(to) ?? to })), answers: Object.fromEntries(answers), leftOut };
}

/** Whether a result marks characters, or says that it does: then places that are no numbers are outside of every text. @throws Malformed for places in HTML and in the turns of a dialogue */
function isRegion(value: JsonObject): boolean {
  if (Object.hasOwn(value, "startOffset")) throw new Malformed(said("xpath"));
  return Object.hasOwn(value, "start") || Object.hasOwn(value, "end") || Object.hasOwn(value, "labels");
}

/** What our own writer adds to a region: attributes and note. */
function regionExtras(meta: JsonValue | undefined): { readonly attributes?: Readonly<Record<string, string>>; readonly note?: string } {
  if (!isObject(meta)) return {};
  const attributes = member(meta, "attributes");
  const note = member(meta, "note");
  return { ...(isObject(attributes) ? { attributes: Object.fromEntries(Object.entries(attributes).flatMap(([key, value]): [string, string][] => (typeof value === "string" ? [[key, value]] : []))) } : {}), ...(typeof note === "string" ? { note } : {}) };
}

function labelsOf(value: JsonObject): readonly string[] {
  const lists = Object.entries(value).find(([key, held]) => key.endsWith("labels") && isList(held))?.[1];
  return isList(lists) ? lists.flatMap((label) => (typeof label === "string" ? [label] : [])) : [];
}

function answerOf(value: JsonObject): string | number | undefined {
  const choices = member(value, "choices");
  if (isList(choices) && choices.length > 0) return choices.map((choice) => asText(choice) ?? "").join(", ");
  const rating = member(value, "rating");
  if (typeof rating === "number") return rating;
  const text = member(value, "text");
  return isList(text) ? text.map((line) => asText(line) ?? "").join("\n") : undefined;
}

/** The completer's number; never an e-mail address. */
const byWhom = (value: JsonValue | undefined): string => (isObject(value) ? (asText(member(value, "id")) ?? "") : (asText(value) ?? ""));

/** JSON_MIN: regions flat under `label`. */
function minimal(task: JsonObject): ForeignAnnotation {
  const regions = (member(task, "label") as readonly JsonValue[]).filter(isObject);
  const spans = regions.flatMap((region) => labelsOf(region).map((label) => ({ region, label }))).map(({ region, label }, index): ForeignSpan => {
    const quote = asText(member(region, "text"));
    return { id: `s${index + 1}`, field: "cot", label, start: asOffset(member(region, "start")), end: asOffset(member(region, "end")), ...(quote === undefined ? {} : { quote }) };
  });
  return { by: byWhom(member(task, "annotator")), spans, relations: [] };
}
