import type { NameFacts } from "./checkpoint-name";
import type { ImportPlan } from "./import-plan";
import type { PlacedRow } from "./json-line-rows";
import { Malformed } from "./native-annotation";
import { rowMapper } from "./row-to-trace";
import type { ReadRow } from "./trace-record";
import { rowError } from "./trace-record";

/** Maps rows to traces by the plan; a row that cannot be one becomes an error, and the next goes on. */
export async function* mappedRows(rows: AsyncIterable<PlacedRow>, plan: ImportPlan, name: NameFacts): AsyncGenerator<ReadRow> {
  const mapper = rowMapper(plan, name);
  for await (const placed of rows) {
    if (placed.kind === "error") { yield placed; continue; }
    const { line, byteOffset } = placed;
    try {
      for (const record of mapper.traces(placed.row)) yield { kind: "record", record, line, byteOffset };
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      yield rowError(placed, error.said, placed.text);
    }
  }
}
