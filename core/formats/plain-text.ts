import type { NameFacts } from "./checkpoint-name";
import { withFormFacts } from "./form-facts";
import { splitGeneration } from "./generation";
import type { ImportPlan } from "./import-plan";
import { repairText } from "../text/canonical";
import { said, saidOfRepairs } from "./said";
import type { ReadRow } from "./trace-record";
import { rowError } from "./trace-record";
import type { WholeText } from "./whole-file";

/** A text file as one trace: the whole of it is the CoT, unless the plan chooses a part. Its external id is the file's name, by which annotations in other files find it. */
export function* readPlainText(file: WholeText, plan: ImportPlan, name: NameFacts, fileName: string): Generator<ReadRow> {
  const place = { line: 1, byteOffset: 0 };
  const text = repairText(file.text);
  if (text.text === "") yield rowError(place, said("empty-file"));
  else {
    const { cot, answer, excluded, truncated, warnings, split } = splitGeneration({ prompt: "", text: text.text }, plan.generation);
    const repairs = text.repairs + file.repairs;
    const record = {
      externalId: repairText(fileName).text, prompt: "", cot, ...(answer === undefined ? {} : { answer }), decoding: {}, metadata: "{}", ...(split ? { source: text.text } : {}), excluded, truncated, repairs,
      warnings: [...warnings, ...saidOfRepairs(repairs)],
    };
    yield { kind: "record", record: withFormFacts(record, plan, name), ...place };
  }
  if (file.broken !== undefined) yield rowError({ line: file.text.split("\n").length, byteOffset: 0 }, said("breaks-off", { why: file.broken }));
}
