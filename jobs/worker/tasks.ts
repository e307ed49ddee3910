import { agreementReport } from "@/core/agreement/agreement-report";
import type { Continuum } from "@/core/agreement/continua";
import type { FinishedTrace } from "@/core/agreement/finished-trace";
import { disorderOf } from "@/core/agreement/gamma-of-traces";
import { stepPosteriors } from "@/core/agreement/step-posteriors";
import type { EmergenceInput } from "@/core/emergence/emergence-report";
import { emergenceReport } from "@/core/emergence/emergence-report";
import type { TraceToMark } from "@/core/emergence/mark-trace";
import { markTrace } from "@/core/emergence/mark-trace";
import { fail } from "@/core/result";
import { statisticByName } from "@/core/statistics/registry";

/** CPU-heavy statistics that must not hold up the thread that answers requests. Pure: what goes in and out is cloned between threads.
 *  `report` takes the share done. */
export const TASKS = {
  agreement: ({ traces, labels, resamples, seed }: { traces: readonly FinishedTrace[]; labels: readonly string[]; resamples: number; seed: number }, report: (share: number) => void) =>
    agreementReport(traces, labels, { resamples, seed, onProgress: report }),
  dawidSkene: ({ traces, labels }: { traces: readonly FinishedTrace[]; labels: readonly string[] }) => stepPosteriors(traces, labels),
  gamma: (continua: readonly Continuum[]) => continua.map((continuum) => disorderOf(continuum)),
  mark: (traces: readonly TraceToMark[], report: (share: number) => void) => traces.map((trace, i) => {
    report(i / traces.length);
    return markTrace(trace);
  }),
  statistics: (items: readonly { readonly name: string; readonly input: unknown }[], report: (share: number) => void) => items.map(({ name, input }, i) => {
    report(i / items.length);
    return statisticByName(name)?.run(input) ?? fail({ kind: "invalid-input" as const, issues: [{ path: "", message: `no statistic ${name}` }] });
  }),
  emergence: (input: EmergenceInput, report: (share: number) => void) => emergenceReport(input, report),
} as const;

export type TaskName = keyof typeof TASKS;
export type TaskInput<Name extends TaskName> = Parameters<(typeof TASKS)[Name]>[0];
export type TaskOutput<Name extends TaskName> = ReturnType<(typeof TASKS)[Name]>;

export type ToThread = { readonly id: number; readonly task: TaskName; readonly input: unknown };
export type FromThread = { readonly id: number } & ({ readonly kind: "done"; readonly value: unknown } | { readonly kind: "progress"; readonly share: number } | { readonly kind: "failed"; readonly message: string });
