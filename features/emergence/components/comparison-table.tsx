"use client";
import { useTranslations } from "next-intl";
import { DataTable } from "@/ui/data-table";
import type { ComparisonLine } from "../comparison-lines";
import type { FigureSource } from "../figure-source";
import { fixed, pValue, signed } from "../figures/numbers";
import { FigureDownloads } from "./figure-downloads";

/** Every label at every later checkpoint against the first, adjusted together. What is undefined says why. */
export function ComparisonTable({ lines, source }: { readonly lines: readonly ComparisonLine[]; readonly source: FigureSource }) {
  const t = useTranslations("emergence");
  const gap = (words: string) => <span className="text-ink-2">{words}</span>;
  const p = (value: number | null) => (value === null ? gap(t("noPairs")) : pValue(value));
  return (
    <>
      <DataTable name={t("comparisons")} rows={lines} rowKey={({ key }) => key} constants={source.fields} columns={[
        { key: "label", name: t("column.label"), value: (line) => line.label },
        { key: "checkpoint", name: t("column.checkpoint"), value: (line) => line.checkpoint },
        { key: "difference", name: t("column.difference"), value: (line) => line.difference, cell: (line) => (line.difference === null ? gap(t("gapIn.noTokens")) : signed(line.difference)), numeric: true },
        { key: "ratio", name: t("column.ratio"), value: (line) => line.ratio, cell: (line) => <Ratio line={line} />, numeric: true },
        { key: "low", name: t("column.low"), value: (line) => line.low, hidden: true, numeric: true },
        { key: "high", name: t("column.high"), value: (line) => line.high, hidden: true, numeric: true },
        { key: "test", name: t("column.test"), value: (line) => line.test },
        { key: "prompts", name: t("column.prompts"), value: (line) => line.prompts, numeric: true },
        { key: "p", name: "p", value: (line) => line.p, cell: (line) => p(line.p), numeric: true },
        { key: "adjusted", name: t("column.adjusted"), value: (line) => line.adjusted, cell: (line) => <span className={line.shown ? "font-semibold" : ""}>{p(line.adjusted)}</span>, numeric: true },
      ]} />
      <ComparisonDownloads lines={lines} source={source} />
    </>
  );
}

/** The same on paper: grouped by label, without tools. */
export function ComparisonSheet({ lines, source }: { readonly lines: readonly ComparisonLine[]; readonly source: FigureSource }) {
  const t = useTranslations("emergence");
  const labels = [...new Set(lines.map(({ label }) => label))];
  return (
    <>
      <div className="overflow-x-auto">
        <table className="text-s tabular-nums">
          <thead><tr className="border-b border-line-strong text-left text-ink-2">{(["label", "checkpoint", "difference", "ratio", "prompts", "adjusted"] as const).map((column) => <th key={column} scope="col" className={`px-3 py-1.5 font-[550] ${NUMERIC.has(column) ? "text-right" : ""}`}>{t(`column.${column}`)}</th>)}<th scope="col" className="px-3 py-1.5 font-[550]">{t("column.test")}</th></tr></thead>
          {labels.map((label) => {
            const own = lines.filter((line) => line.label === label);
            return (
              <tbody key={label} className="border-b border-line-strong break-inside-avoid">
                {own.map((line, i) => (
                  <tr key={line.key} className={`${i === 0 ? "" : "border-t border-line"} ${line.shown ? "font-semibold" : ""}`}>
                    {i === 0 && <th scope="rowgroup" rowSpan={own.length} className="px-3 py-1 pl-2 text-left align-top font-[550]">{label}</th>}
                    <td className="px-3 py-1">{line.checkpoint}</td><td className="px-3 py-1 text-right">{line.difference === null ? t("gapIn.noTokens") : signed(line.difference)}</td><td className="px-3 py-1 text-right"><Ratio line={line} /></td>
                    <td className="px-3 py-1 text-right">{line.prompts}</td><td className="px-3 py-1 text-right">{line.adjusted === null ? t("noPairs") : pValue(line.adjusted)}</td><td className="px-3 py-1 font-normal">{line.test}</td>
                  </tr>
                ))}
              </tbody>
            );
          })}
        </table>
      </div>
      <ComparisonDownloads lines={lines} source={source} />
    </>
  );
}

const NUMERIC = new Set(["difference", "ratio", "prompts", "adjusted"]);

const Ratio = ({ line }: { readonly line: ComparisonLine }) => (line.ratio === null ? <span className="font-normal text-ink-2">{line.ratioGap}</span>
  : <>{fixed(line.ratio)}{line.low !== null && line.high !== null && <span className="ml-1.5 font-normal text-ink-2">{fixed(line.low, 1)}–{fixed(line.high, 1)}</span>}</>);

const ComparisonDownloads = ({ lines, source }: { readonly lines: readonly ComparisonLine[]; readonly source: FigureSource }) =>
  <FigureDownloads id="emergence-comparisons" picture={false} source={source} data={lines.map(({ label, checkpoint, difference, ratio, low, high, ratioGap, test, prompts, p, adjusted, shown }) => ({ label, checkpoint, difference, ratio, low, high, ratioGap, test, prompts, p, adjusted, shown }))} />;
