"use client";
import { Check, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { type TableColumn, DataTable } from "@/ui/data-table";
import { type TraceState, TraceStateBadge } from "./trace-state";

/** A trace as the table lists it: facts and the beginning of its prompt, no texts. Hidden facts (blinding) are null or left out by the loader. */
export interface TraceLine {
  readonly id: string;
  readonly name: string;
  readonly opening: string;
  readonly model: string | null;
  readonly checkpoint: string | null;
  readonly step: number | null;
  readonly sample: number | null;
  readonly correct: boolean | null;
  /** Code points of the CoT. */
  readonly length: number;
  readonly steps: number;
  readonly tokens: number | null;
  readonly language: string | null;
  readonly dataset: string | null;
  readonly truncated: boolean;
  readonly state: TraceState | null;
  readonly annotators: number | null;
  readonly spans: number | null;
}

/** The traces of one page of the listing; a row opens the workbench. */
export function TraceTable({ slug, rows, tools, footer, empty }: { readonly slug: string; readonly rows: readonly TraceLine[]; readonly tools?: ReactNode; readonly footer?: ReactNode; readonly empty?: ReactNode }) {
  const t = useTranslations("traces");
  const format = useFormatter();
  const number = (value: number | null) => (value === null ? null : format.number(value));
  const columns: readonly TableColumn<TraceLine>[] = [
    { key: "trace", name: t("column.trace"), value: (row) => row.opening, className: "w-[40%] max-w-0 min-w-64", cell: (row) => <TraceName slug={slug} row={row} /> },
    { key: "id", name: t("column.id"), value: (row) => row.name, className: "max-w-44 truncate mono text-s text-ink-2" },
    { key: "model", name: t("column.model"), value: (row) => row.model, className: "max-w-40 truncate" },
    { key: "checkpoint", name: t("column.checkpoint"), value: (row) => row.checkpoint, className: "max-w-36 truncate" },
    { key: "step", name: t("column.step"), value: (row) => row.step, numeric: true, hidden: true, cell: (row) => number(row.step) },
    { key: "sample", name: t("column.sample"), value: (row) => row.sample, numeric: true, hidden: true },
    { key: "correct", name: t("column.correct"), value: (row) => row.correct, cell: (row) => <Correctness correct={row.correct} /> },
    { key: "length", name: t("column.length"), value: (row) => row.length, numeric: true, cell: (row) => number(row.length) },
    { key: "tokens", name: t("column.tokens"), value: (row) => row.tokens, numeric: true, hidden: true, cell: (row) => number(row.tokens) ?? <span className="text-ink-3" title={t("tokensPending")}>…</span> },
    { key: "language", name: t("column.language"), value: (row) => row.language, hidden: true },
    { key: "dataset", name: t("column.dataset"), value: (row) => row.dataset, hidden: true, className: "max-w-36 truncate" },
    { key: "steps", name: t("column.steps"), value: (row) => row.steps, numeric: true, hidden: true, cell: (row) => number(row.steps) },
    { key: "truncated", name: t("column.truncated"), value: (row) => row.truncated, hidden: true },
    { key: "state", name: t("column.state"), value: (row) => row.state && t(`state.${row.state}`), cell: (row) => row.state && <TraceStateBadge state={row.state} /> },
    { key: "annotators", name: t("column.annotators"), value: (row) => row.annotators, numeric: true },
    { key: "spans", name: t("column.spans"), value: (row) => row.spans, numeric: true, cell: (row) => number(row.spans) },
  ];
  return <DataTable name={t("title")} columns={columns} rows={rows} rowKey={(row) => row.id} href={(row) => `/projects/${slug}/traces/${row.id}`} tools={tools} filter={false} footer={footer} empty={empty} />;
}

function TraceName({ slug, row }: { readonly slug: string; readonly row: TraceLine }) {
  return (
    <Link href={`/projects/${slug}/traces/${row.id}`} prefetch={false} className="block min-w-0">
      <span className="block truncate font-serif text-l" dir="auto">{row.opening === "" ? row.name : row.opening}</span>
    </Link>
  );
}

function Correctness({ correct }: { readonly correct: boolean | null }) {
  const t = useTranslations("traces");
  if (correct === null) return <span className="text-ink-3" title={t("correct.unknown")}>–</span>;
  return <span className="inline-flex items-center gap-1 whitespace-nowrap">{correct ? <Check aria-hidden size={13} className="text-ok" /> : <X aria-hidden size={13} className="text-bad" />}{t(correct ? "correct.right" : "correct.wrong")}</span>;
}
