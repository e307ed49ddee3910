"use client";
import { useTranslations } from "next-intl";
import { DataTable } from "@/ui/data-table";

export interface ComparisonLine {
  readonly key: string;
  readonly label: string;
  readonly checkpoint: string;
  readonly difference: number | null;
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly test: string;
  readonly prompts: number;
  readonly p: number | null;
  readonly adjusted: number | null;
}

/** Every label at every later checkpoint against the first, adjusted together. What is undefined says so. */
export function ComparisonTable({ lines }: { readonly lines: readonly ComparisonLine[] }) {
  const t = useTranslations("emergence");
  const number = (value: number | null, digits: number) => (value === null ? <span className="text-ink-2">{t("undefined")}</span> : value.toFixed(digits).replace("-", "−"));
  const p = (value: number | null) => (value === null ? <span className="text-ink-2">{t("undefined")}</span> : value < 0.001 ? "< .001" : value.toFixed(3).replace(/^0/, ""));
  return (
    <DataTable name={t("comparisons")} rows={lines} rowKey={({ key }) => key} columns={[
      { key: "label", name: t("column.label"), value: (line) => line.label },
      { key: "checkpoint", name: t("column.checkpoint"), value: (line) => line.checkpoint },
      { key: "difference", name: t("column.difference"), value: (line) => line.difference, cell: (line) => number(line.difference, 2), numeric: true },
      { key: "ratio", name: t("column.ratio"), value: (line) => line.ratio, cell: (line) => <>{number(line.ratio, 2)}{line.low !== null && line.high !== null && <span className="ml-1.5 text-ink-2">{line.low.toFixed(1)}–{line.high.toFixed(1)}</span>}</>, numeric: true },
      { key: "test", name: t("column.test"), value: (line) => line.test },
      { key: "prompts", name: t("column.prompts"), value: (line) => line.prompts, numeric: true },
      { key: "p", name: "p", value: (line) => line.p, cell: (line) => p(line.p), numeric: true },
      { key: "adjusted", name: t("column.adjusted"), value: (line) => line.adjusted, cell: (line) => <span className={line.adjusted !== null && line.adjusted < 0.05 ? "font-semibold" : ""}>{p(line.adjusted)}</span>, numeric: true },
    ]} />
  );
}
