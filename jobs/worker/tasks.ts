import { confusion } from "@/core/agreement/confusion";
import { agreementPanel } from "@/core/agreement/panel";
import type { EmergenceInput } from "@/core/emergence/emergence-report";
import { emergenceReport } from "@/core/emergence/emergence-report";
import type { TraceToMark } from "@/core/emergence/mark-trace";
import { markTrace } from "@/core/emergence/mark-trace";

/** CPU-heavy statistics that must not hold up the thread that answers requests. Pure: what goes in and out is cloned between threads.
 *  `report` takes the share done. */
export const TASKS = {
  agreement: ({ traces, labels, resamples, seed }: { traces: Parameters<typeof agreementPanel>[0]; labels: readonly string[]; resamples: number; seed: number }, report: (share: number) => void) => ({
    panel: agreementPanel(traces, labels, { resamples, seed, onProgress: report }),
    confusion: confusion(traces),
  }),
  mark: (traces: readonly TraceToMark[], report: (share: number) => void) => traces.map((trace, i) => {
    report(i / traces.length);
    return markTrace(trace);
  }),
  emergence: (input: EmergenceInput, report: (share: number) => void) => emergenceReport(input, report),
} as const;

export type TaskName = keyof typeof TASKS;
export type TaskInput<Name extends TaskName> = Parameters<(typeof TASKS)[Name]>[0];
export type TaskOutput<Name extends TaskName> = ReturnType<(typeof TASKS)[Name]>;

export type ToThread = { readonly id: number; readonly task: TaskName; readonly input: unknown };
export type FromThread = { readonly id: number } & ({ readonly kind: "done"; readonly value: unknown } | { readonly kind: "progress"; readonly share: number } | { readonly kind: "failed"; readonly message: string });
