import { covered, labellable } from "../emergence/measure-trace";
import { rewardSignals } from "../emergence/reward-signals";
import { offsetMap } from "../text/offset";
import { segmentSteps } from "../text/segment";
import { encoded } from "./bytes";
import { csvText } from "./csv-text";
import type { LeftOut } from "./left-out";
import { leaveWords } from "./left-out";
import type { ReleaseTrace } from "./native-record";
import type { RecordedAnnotation } from "./trace-record";

/** reward-signals.csv: one row an annotation of the behaviour pass: exploration (steps, branchings and backtracks added up, and each of them), correctness and repetition. A trace without one has its row too, with nothing where labels are needed. */
export const writeRewardSignals = (rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncIterable<Uint8Array> => encoded(lines(rows, leftOut));

async function* lines(rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncGenerator<string> {
  yield "trace_id,model,checkpoint,step,sample,layer,exploration,steps,branchings,backtracks,correctness,repetition\r\n";
  for await (const trace of rows) {
    const ends = trace.knownSteps ?? segmentSteps(trace.cot);
    const open = labellable({ coverage: null, excluded: trace.excluded }, offsetMap(trace.cot).length);
    const steps = ends.filter((end, i) => covered({ start: ends[i - 1] ?? 0, end }, open) * 2 >= end - (ends[i - 1] ?? 0)).length;
    const behaviour = trace.annotations.filter(({ pass }) => pass === "behaviour");
    for (const annotation of trace.annotations) {
      leftOut.add("places of spans", annotation.spans.length);
      leftOut.add("relations", annotation.relations.length);
      leaveWords(annotation, leftOut);
    }
    for (const annotation of behaviour.length > 0 ? behaviour : [null]) yield `${row(trace, annotation, steps)}\r\n`;
  }
}

function row(trace: ReleaseTrace, annotation: RecordedAnnotation | null, steps: number): string {
  const starts: Record<string, number[]> = {};
  for (const span of annotation?.spans ?? []) if (span.field === "cot") (starts[span.label] ??= []).push(span.start);
  const { exploration, correctness, repetition } = rewardSignals({ steps, starts, correct: trace.correct ?? null }, trace.cot);
  return [
    csvText(trace.id), csvText(trace.model ?? ""), csvText(trace.checkpoint?.name ?? ""), String(trace.checkpoint?.step ?? ""), String(trace.sample ?? ""), csvText(annotation?.layer ?? ""),
    ...(annotation ? [String(exploration), String(steps), String(starts.branching?.length ?? 0), String(starts.backtracking?.length ?? 0)] : ["", String(steps), "", ""]),
    String(correctness ?? ""), String(repetition),
  ].join(",");
}
