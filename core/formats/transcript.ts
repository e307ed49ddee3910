import { repairText } from "../text/canonical";
import type { ImportPlan } from "./import-plan";
import { splitGeneration } from "./generation";
import { said, saidOfRepairs } from "./said";
import type { ImportedTrace, ReadRow } from "./trace-record";
import { rowError } from "./trace-record";
import type { WholeText } from "./whole-file";

const HEADINGS = ["Question", "Answer", "Response", "Extracted"] as const;

/** A training script's printout: blocks of `Question:`, `Answer:` (the reference), `Response:` and `Extracted:`, parted by a rule of dashes. The line feed after a heading and before the next belong to the layout. */
export function* readTranscript(file: WholeText, plan: ImportPlan): Generator<ReadRow> {
  let line = 1;
  let byteOffset = 0;
  const encoder = new TextEncoder();
  for (const [index, block] of file.text.split(/^(?=-{10,} ?Question:)/m).entries()) {
    const place = { line, byteOffset };
    line += block.split("\n").length - 1;
    byteOffset += encoder.encode(block).length;
    const parts = partsOf(block);
    const response = parts.get("Response");
    if (response === undefined || parts.get("Question") === undefined) {
      if (block.trim() !== "") yield rowError(place, said(response === undefined ? "block-no-response" : "block-no-question"), block);
      continue;
    }
    const prompt = repairText(parts.get("Question")!);
    const text = repairText(response);
    const { cot, answer, excluded, truncated, warnings, split } = splitGeneration({ prompt: prompt.text, text: text.text }, plan.generation);
    const repairs = prompt.repairs + text.repairs + (index === 0 ? file.repairs : 0);
    const reference = parts.get("Answer")?.trim();
    const extracted = parts.get("Extracted")?.replace(/-{10,}\s*$/, "").trim();
    const record: ImportedTrace = {
      prompt: prompt.text, cot, ...(answer === undefined ? {} : { answer }), ...(reference ? { referenceAnswer: reference } : {}), ...(reference && extracted !== undefined ? { correct: reference === extracted } : {}),
      decoding: {}, metadata: JSON.stringify(extracted === undefined ? {} : { extracted }), ...(split ? { source: repairText(block).text } : {}), excluded, truncated, repairs, warnings: [...warnings, ...saidOfRepairs(repairs)],
    };
    yield { kind: "record", record, ...place };
  }
  if (file.broken !== undefined) yield rowError({ line, byteOffset }, said("breaks-off", { why: file.broken }));
}

function partsOf(block: string): ReadonlyMap<string, string> {
  const found = HEADINGS.flatMap((name) => { const match = new RegExp(`^(?:-{10,} ?)?${name}:[ \\t]*\\n?`, "m").exec(block); return match ? [{ name, from: match.index, body: match.index + match[0].length }] : []; }).sort((a, b) => a.from - b.from);
  return new Map(found.map(({ name, body }, index) => { const text = block.slice(body, found[index + 1]?.from ?? block.length); return [name, text.endsWith("\n") ? text.slice(0, -1) : text]; }));
}
