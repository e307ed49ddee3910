import { encoded } from "./bytes";
import { csvCell, csvText } from "./csv-text";
import type { LeftOut } from "./left-out";
import type { ReleaseTrace } from "./native-record";
import { NATIVE_FORMAT } from "./native-record";

/** Columns of the traces table, with the text of each; a number or key is written as it is, a text is kept from being run by a spreadsheet. */
const COLUMNS: readonly (readonly [string, (trace: ReleaseTrace) => string])[] = [
  ["format", () => NATIVE_FORMAT], ["id", (trace) => csvText(trace.id)], ["prompt", (trace) => csvText(trace.prompt)], ["cot", (trace) => csvText(trace.cot)], ["answer", (trace) => csvText(trace.answer ?? "")],
  ["reference_answer", (trace) => csvText(trace.referenceAnswer ?? "")], ["correct", (trace) => String(trace.correct ?? "")], ["model", (trace) => csvText(trace.model ?? "")],
  ["checkpoint", (trace) => csvText(trace.checkpoint?.name ?? "")], ["step", (trace) => String(trace.checkpoint?.step ?? "")], ["sample", (trace) => String(trace.sample ?? "")],
  ["dataset", (trace) => csvText(trace.dataset ?? "")], ["language", (trace) => csvText(trace.language ?? "")], ["reward", (trace) => String(trace.reward ?? "")], ["kl", (trace) => String(trace.kl ?? "")],
  ["training_seed", (trace) => String(trace.trainingSeed ?? "")], ["temperature", (trace) => String(trace.decoding.temperature ?? "")], ["top_p", (trace) => String(trace.decoding.topP ?? "")],
  ["max_tokens", (trace) => String(trace.decoding.maxTokens ?? "")], ["seed", (trace) => String(trace.decoding.seed ?? "")], ["template_sha256", (trace) => csvText(trace.decoding.templateSha256 ?? "")],
  ["finish_reason", (trace) => csvText(trace.decoding.finishReason ?? "")], ["metadata", (trace) => csvCell(trace.metadata)],
];

/** traces.csv: RFC 4180, UTF-8, CRLF; our own CSV reader takes the defusing apostrophes off again. Empty and absent are the same here. Leaves out annotations, excluded ranges, known steps and sources. */
export const writeTracesCsv = (rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncIterable<Uint8Array> => encoded(lines(rows, leftOut));

async function* lines(rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncGenerator<string> {
  yield `${COLUMNS.map(([name]) => name).join(",")}\r\n`;
  for await (const trace of rows) {
    leftOut.add("annotations", trace.annotations.length);
    leftOut.add("excluded ranges", trace.excluded.length);
    if (trace.knownSteps) leftOut.add("step boundaries of traces");
    if (trace.source !== undefined) leftOut.add("sources");
    if (trace.answer === "") leftOut.add("answers that are empty, not absent");
    yield `${COLUMNS.map(([, of]) => of(trace)).join(",")}\r\n`;
  }
}
