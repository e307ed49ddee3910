"use client";
import { useTranslations } from "next-intl";
import { DataTable } from "@/ui/data-table";
import type { FigureSource } from "../figure-source";
import { FigureDownloads } from "./figure-downloads";

export interface ComparisonLine {
  readonly key: string;
  readonly label: string;
  readonly checkpoint: string;
  readonly difference: number | null;
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Why there is no ratio; "" where there is one. */
  readonly ratioGap: string;
  readonly test: string;
  readonly prompts: number;
  readonly p: number | null;
  readonly adjusted: number | null;
}

/** Every label at every later checkpoint against the first, adjusted together. What is undefined says why. */
export function ComparisonTable({ lines, source }: { readonly lines: readonly ComparisonLine[]; readonly source: FigureSource }) {
  const t = useTranslations("emergence");
  const number = (value: number | null, digits: number, reason: string) => (value === null ? <span className="text-ink-2">{reason}</span> : value.toFixed(digits).replace("-", "−"));
  const p = (value: number | null) => (value === null ? <span className="text-ink-2">{t("noPairs")}</span> : value < 0.001 ? "< .001" : value.toFixed(3).replace(/^0/, ""));
  return (
    <>
    <DataTable name={t("comparisons")} rows={lines} rowKey={({ key }) => key} constants={source.fields} columns={[
      { key: "label", name: t("column.label"), value: (line) => line.label },
      { key: "checkpoint", name: t("column.checkpoint"), value: (line) => line.checkpoint },
      { key: "difference", name: t("column.difference"), value: (line) => line.difference, cell: (line) => number(line.difference, 2, t("gapIn.noTokens")), numeric: true },
      { key: "ratio", name: t("column.ratio"), value: (line) => line.ratio, cell: (line) => <>{number(line.ratio, 2, line.ratioGap)}{line.low !== null && line.high !== null && <span className="ml-1.5 text-ink-2">{line.low.toFixed(1)}–{line.high.toFixed(1)}</span>}</>, numeric: true },
      { key: "low", name: t("column.low"), value: (line) => line.low, hidden: true, numeric: true },
      { key: "high", name: t("column.high"), value: (line) => line.high, hidden: true, numeric: true },
      { key: "test", name: t("column.test"), value: (line) => line.test },
      { key: "prompts", name: t("column.prompts"), value: (line) => line.prompts, numeric: true },
      { key: "p", name: "p", value: (line) => line.p, cell: (line) => p(line.p), numeric: true },
      { key: "adjusted", name: t("column.adjusted"), value: (line) => line.adjusted, cell: (line) => <span className={line.adjusted !== null && line.adjusted < 0.05 ? "font-semibold" : ""}>{p(line.adjusted)}</span>, numeric: true },
    ]} />
    <FigureDownloads id="emergence-comparisons" picture={false} source={source} data={lines.map(({ key: _, ...line }) => ({ ...line }))} />
    </>
  );
}
