import { toUtf16 } from "../text/offset";
import { encoded } from "./bytes";
import { csvCell, csvText } from "./csv-text";
import type { LeftOut } from "./left-out";
import type { ReleaseTrace } from "./native-record";
import { offsetsOf } from "./native-record";

export const SPANS_CSV_COLUMNS = [
  "trace_id", "model", "checkpoint", "step", "annotation_id", "layer", "pass", "codebook", "codebook_version", "span_id", "field", "label",
  "start", "end", "start_utf16", "end_utf16", "quote", "attributes", "certainty", "note", "origin", "text_sha256",
] as const;

/** One row a span, RFC 4180, UTF-8, CRLF. Attributes are one JSON object a cell. Leaves out relations, answers, coverage and traces without spans. */
export const writeSpansCsv = (rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncIterable<Uint8Array> => encoded(lines(rows, leftOut));

async function* lines(rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncGenerator<string> {
  yield `${SPANS_CSV_COLUMNS.join(",")}\r\n`;
  for await (const trace of rows) {
    for (const { relations, answers, coverage } of trace.annotations) {
      leftOut.add("relations", relations.length);
      leftOut.add("answers", Object.keys(answers).length);
      leftOut.add("coverage of annotations", coverage ? 1 : 0);
    }
    if (!trace.annotations.some(({ spans }) => spans.length > 0)) {
      leftOut.add("traces without spans");
      continue;
    }
    const offsets = offsetsOf(trace);
    for (const annotation of trace.annotations) {
      for (const span of annotation.spans) {
        const map = offsets[span.field]!;
        yield `${[
          csvText(trace.id), csvText(trace.model ?? ""), csvText(trace.checkpoint?.name ?? ""), String(trace.checkpoint?.step ?? ""), csvText(annotation.id), csvText(annotation.layer), annotation.pass,
          csvText(annotation.codebook.key), String(annotation.codebook.version), csvText(span.id), span.field, csvText(span.label),
          String(span.start), String(span.end), String(toUtf16(map, span.start)), String(toUtf16(map, span.end)), csvText(span.quote),
          csvCell(JSON.stringify(span.attributes)), span.certainty, csvText(span.note), span.provenance.origin, trace.textSha256[span.field] ?? "",
        ].join(",")}\r\n`;
      }
    }
  }
}
