import { codePoint, offsetMap, sliceRange } from "../text/offset";
import { segmentSteps } from "../text/segment";
import { encoded } from "./bytes";
import { csvText } from "./csv-text";
import type { LeftOut } from "./left-out";
import { leaveWords, UNANNOTATED } from "./left-out";
import type { ReleaseTrace } from "./native-record";

/** PRM steps JSONL: one line an annotation: the prompt, the steps of the CoT (they tile it), and for each step the labels of the spans that begin in it. The step's rating is there where the codebook is `prm-step`. */
export const writePrmSteps = (rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncIterable<Uint8Array> => encoded(prmLines(rows, leftOut));

const RATINGS: Readonly<Record<string, number>> = { good: 1, neutral: 0, bad: -1 };

async function* prmLines(rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncGenerator<string> {
  for await (const trace of rows) {
    const map = offsetMap(trace.cot);
    const ends = trace.knownSteps ?? segmentSteps(trace.cot);
    if (trace.annotations.length === 0) leftOut.add(UNANNOTATED);
    for (const annotation of trace.annotations) {
      const spans = annotation.spans.filter(({ field }) => field === "cot");
      leftOut.add("spans of the prompt and the answer", annotation.spans.length - spans.length);
      leftOut.add("ends of spans within steps", spans.length);
      leftOut.add("relations", annotation.relations.length);
      leaveWords(annotation, leftOut);
      const steps = ends.map((end, index) => {
        const start = index === 0 ? 0 : ends[index - 1]!;
        const labels = spans.filter((span) => span.start >= start && span.start < end).map(({ label }) => label);
        const rating = annotation.codebook.key === "prm-step" ? labels.map((label) => RATINGS[label]).find((found) => found !== undefined) : undefined;
        return { text: sliceRange(map, { start: codePoint(start), end: codePoint(end) }), labels: [...new Set(labels)].sort(), ...(rating === undefined ? {} : { rating }) };
      });
      yield `${JSON.stringify({ id: trace.id, prompt: trace.prompt, steps, ...(trace.answer === undefined ? {} : { answer: trace.answer }), ...(trace.correct === undefined ? {} : { correct: trace.correct }), layer: annotation.layer, pass: annotation.pass })}\n`;
    }
  }
}

/** Chat SFT JSONL: one line a trace: user and assistant messages, the CoT between <think> markers, excluded ranges cut out. Annotations are left out. */
export const writeChatSft = (rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncIterable<Uint8Array> => encoded(chatLines(rows, leftOut));

async function* chatLines(rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncGenerator<string> {
  for await (const trace of rows) {
    leftOut.add("annotations", trace.annotations.length);
    const cut = trace.excluded.filter(({ field }) => field === "cot").sort((a, b) => a.start - b.start);
    leftOut.add("excluded ranges", trace.excluded.length);
    const map = offsetMap(trace.cot);
    let cot = "";
    let from = codePoint(0);
    for (const { start, end } of cut) { cot += sliceRange(map, { start: from, end: start > from ? start : from }); from = end > from ? end : from; }
    cot += sliceRange(map, { start: from, end: map.length });
    const content = trace.answer === undefined && trace.truncated ? `<think>${cot}` : `<think>${cot}</think>${trace.answer ?? ""}`;
    yield `${JSON.stringify({ id: trace.id, messages: [{ role: "user", content: trace.prompt }, { role: "assistant", content }] })}\n`;
  }
}

/** The behaviours-per-trace table: one CSV row an annotation with the number of spans of each label, zero where it was looked for and not found. @param labels the columns, in this order */
export const writeBehaviours = (rows: AsyncIterable<ReleaseTrace>, labels: readonly string[], leftOut: LeftOut): AsyncIterable<Uint8Array> => encoded(behaviourLines(rows, labels, leftOut));

async function* behaviourLines(rows: AsyncIterable<ReleaseTrace>, labels: readonly string[], leftOut: LeftOut): AsyncGenerator<string> {
  yield `${["trace_id", "model", "checkpoint", "step", "sample", "correct", "layer", "pass", "cot_length", ...labels.map(csvText)].join(",")}\r\n`;
  for await (const trace of rows) {
    const length = offsetMap(trace.cot).length;
    if (trace.annotations.length === 0) leftOut.add(UNANNOTATED);
    for (const annotation of trace.annotations) {
      leftOut.add("places of spans", annotation.spans.length);
      leftOut.add("relations", annotation.relations.length);
      leaveWords(annotation, leftOut);
      leftOut.add("spans with labels that have no column", annotation.spans.filter(({ label }) => !labels.includes(label)).length);
      const counts = labels.map((label) => String(annotation.spans.filter((span) => span.label === label).length));
      yield `${[csvText(trace.id), csvText(trace.model ?? ""), csvText(trace.checkpoint?.name ?? ""), String(trace.checkpoint?.step ?? ""), String(trace.sample ?? ""), String(trace.correct ?? ""), csvText(annotation.layer), annotation.pass, String(length), ...counts].join(",")}\r\n`;
    }
  }
}
