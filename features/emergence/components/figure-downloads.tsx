"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { figureCsv } from "../figure-csv";
import type { FigureRow } from "../figure-csv";
import type { FigureSource } from "../figure-source";
import { savePng, saveSvg, saveText } from "./save-figure";

/** SVG and PNG of the picture with that id, where there is one, and the numbers behind it as CSV and JSON. */
export function FigureDownloads({ id, picture = true, title = null, data, json, source, said = true }: {
  readonly id: string; readonly picture?: boolean;
  /** The sentence above the figure, which its picture carries along; null: the picture says it itself. */
  readonly title?: string | null; readonly data: readonly FigureRow[]; readonly json?: Readonly<Record<string, unknown>>; readonly source: FigureSource;
  /** Whether the source is written under the figure and into its picture; a card says it itself. */
  readonly said?: boolean;
}) {
  const t = useTranslations("emergence");
  const svg = () => document.querySelector<SVGSVGElement>(`svg#${CSS.escape(id)}`);
  const act = (write: (element: SVGSVGElement) => void) => () => { const element = svg(); if (element) write(element); };
  const frame = { title, source: said ? source.line : null };
  return (
    <>
    {said && <p className="mt-1 text-xs text-pretty text-ink-2 tabular-nums">{source.line}</p>}
    <div className="mt-1 flex flex-wrap gap-1 print:hidden" role="group" aria-label={t("downloads")}>
      {picture && <Button size="s" tone="plain" icon={<Download aria-hidden size={12} />} onClick={act((element) => saveSvg(element, id, frame))}>SVG</Button>}
      {picture && <Button size="s" tone="plain" onClick={act((element) => { void savePng(element, id, frame); })}>PNG</Button>}
      <Button size="s" tone="plain" onClick={() => saveText(`\uFEFF${figureCsv(data, source)}`, `${id}.csv`, "text/csv;charset=utf-8")}>CSV</Button>
      <Button size="s" tone="plain" onClick={() => saveText(JSON.stringify({ source: source.fields, ...(json ?? { data }) }, null, 2), `${id}.json`, "application/json")}>JSON</Button>
    </div>
    </>
  );
}
