"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { savePng, saveSvg, saveText } from "./save-figure";

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** SVG and PNG of the picture with that id, where there is one, and the numbers behind it as CSV and JSON. */
export function FigureDownloads({ id, picture = true, data, json }: { readonly id: string; readonly picture?: boolean; readonly data: readonly Row[]; readonly json?: unknown }) {
  const t = useTranslations("emergence");
  const svg = () => document.querySelector<SVGSVGElement>(`svg#${CSS.escape(id)}`);
  const act = (write: (element: SVGSVGElement) => void) => () => { const element = svg(); if (element) write(element); };
  return (
    <div className="mt-2 flex flex-wrap gap-1 print:hidden" role="group" aria-label={t("downloads")}>
      {picture && <Button size="s" tone="plain" icon={<Download aria-hidden size={12} />} onClick={act((element) => saveSvg(element, id))}>SVG</Button>}
      {picture && <Button size="s" tone="plain" onClick={act((element) => { void savePng(element, id); })}>PNG</Button>}
      <Button size="s" tone="plain" onClick={() => saveText(csv(data), `${id}.csv`, "text/csv;charset=utf-8")}>CSV</Button>
      <Button size="s" tone="plain" onClick={() => saveText(JSON.stringify(json ?? data, null, 2), `${id}.json`, "application/json")}>JSON</Button>
    </div>
  );
}

function csv(rows: readonly Row[]): string {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string | number | boolean | null | undefined) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [heads.map(cell).join(","), ...rows.map((row) => heads.map((head) => cell(row[head])).join(","))].join("\n") + "\n";
}
