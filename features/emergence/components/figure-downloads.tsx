"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import type { FigureSource } from "../figure-source";
import { toCsv } from "@/ui/table-csv";
import { savePng, saveSvg, saveText } from "./save-figure";

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** SVG and PNG of the picture with that id, where there is one, and the numbers behind it as CSV and JSON. */
export function FigureDownloads({ id, picture = true, data, json, source, said = true }: {
  readonly id: string; readonly picture?: boolean; readonly data: readonly Row[]; readonly json?: Readonly<Record<string, unknown>>; readonly source: FigureSource;
  /** Whether the source is written under the figure and into its picture; a card says it itself. */
  readonly said?: boolean;
}) {
  const t = useTranslations("emergence");
  const svg = () => document.querySelector<SVGSVGElement>(`svg#${CSS.escape(id)}`);
  const act = (write: (element: SVGSVGElement) => void) => () => { const element = svg(); if (element) write(element); };
  return (
    <>
    {said && <p className="mt-1 text-xs text-pretty text-ink-2 tabular-nums">{source.line}</p>}
    <div className="mt-1 flex flex-wrap gap-1 print:hidden" role="group" aria-label={t("downloads")}>
      {picture && <Button size="s" tone="plain" icon={<Download aria-hidden size={12} />} onClick={act((element) => saveSvg(element, id, said ? source.line : null))}>SVG</Button>}
      {picture && <Button size="s" tone="plain" onClick={act((element) => { void savePng(element, id, said ? source.line : null); })}>PNG</Button>}
      <Button size="s" tone="plain" onClick={() => saveText(csv(data.map((row) => ({ ...row, ...source.fields }))), `${id}.csv`, "text/csv;charset=utf-8")}>CSV</Button>
      <Button size="s" tone="plain" onClick={() => saveText(JSON.stringify({ source: source.fields, ...(json ?? { data }) }, null, 2), `${id}.json`, "application/json")}>JSON</Button>
    </div>
    </>
  );
}

function csv(rows: readonly Row[]): string {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return toCsv(heads, rows.map((row) => heads.map((head) => row[head] ?? null)));
}
