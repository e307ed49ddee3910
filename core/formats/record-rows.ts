import { anyJsonRows } from "./any-json-rows";
import type { NameFacts } from "./checkpoint-name";
import { withFormFacts } from "./form-facts";
import type { FormatName, ImportPlan } from "./import-plan";
import { Malformed } from "./native-annotation";
import type { ReadOptions } from "./read-options";
import type { RecordReader } from "./step-formats";
import { readBigBenchMistake, readDeepSeekMath, readMrGsm8k, readPrm800k, readPrmBench, readProcessBench } from "./step-formats";
import { saidOfRepairs } from "./said";
import type { ReadRow } from "./trace-record";
import { rowError } from "./trace-record";

/** Formats whose records have one fixed shape: step lists and ratings with human labels. */
export const RECORD_READERS: Readonly<Partial<Record<FormatName, RecordReader>>> = {
  prm800k: readPrm800k, processbench: readProcessBench, "big-bench-mistake": readBigBenchMistake, "mr-gsm8k": readMrGsm8k, prmbench: readPrmBench, "deepseek-math": readDeepSeekMath,
};

/** Rows of such a file, JSON Lines or a JSON list; what the form says about model, checkpoint, data set and language is added. */
export async function* recordRows(read: RecordReader, bytes: AsyncIterable<Uint8Array>, plan: ImportPlan, name: NameFacts, options: ReadOptions): AsyncGenerator<ReadRow> {
  for await (const placed of anyJsonRows(bytes, options)) {
    if (placed.kind === "error") { yield placed; continue; }
    try {
      const record = read(placed.row.value);
      const repairs = record.repairs + placed.row.repairs;
      yield { kind: "record", record: withFormFacts({ ...record, repairs, warnings: [...record.warnings, ...saidOfRepairs(repairs)] }, plan, name), line: placed.line, byteOffset: placed.byteOffset };
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      yield rowError(placed, error.said, placed.text);
    }
  }
}
