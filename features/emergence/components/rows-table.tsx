import { useTranslations } from "next-intl";
import { wilsonInterval } from "@/core/statistics/proportion-interval";
import type { FigureSource } from "../figure-source";
import type { Measured } from "../measure-emergence";
import { percent, whole } from "../figures/numbers";
import { FigureDownloads } from "./figure-downloads";

/** Traces with a cue word at each checkpoint: in the generation alone, and in the whole row as it came, which holds echoed prompts and verbatim copies. */
export function RowsTable({ rows, source }: { readonly rows: Measured["rows"]; readonly source: FigureSource }) {
  const t = useTranslations("emergence.rows");
  if (rows.length === 0) return null;
  return (
    <section className="mt-7 border-t border-line-strong pt-5">
      <h2 className="font-serif text-xl font-medium">{t("title")}</h2>
      <p className="mt-0.5 mb-2 max-w-[90ch] text-s text-pretty text-ink-2">{t("sub")}</p>
      <table className="w-full max-w-180 text-s tabular-nums">
        <thead><tr className="border-b border-line-strong text-left text-ink-2">{(["checkpoint", "traces", "generation", "interval", "whole"] as const).map((column) => <th key={column} scope="col" className="px-2 py-1.5 font-[550]">{t(column)}</th>)}</tr></thead>
        <tbody>
          {rows.map(({ t: at, checkpoint, traces, generation, whole: all }) => {
            const interval = wilsonInterval(generation, traces);
            return (
              <tr key={at} className="border-b border-line">
                <th scope="row" className="px-2 py-1 text-left font-normal">{checkpoint.includes(String(at)) ? checkpoint : `${checkpoint} · ${whole(at)}`}</th><td className="px-2">{whole(traces)}</td>
                <td className="px-2 font-[550]">{t("of", { hits: generation, n: traces })}</td><td className="px-2">{interval && `${percent(interval.low)} – ${percent(interval.high)}`}</td><td className="px-2 text-ink-2">{t("of", { hits: all, n: traces })}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <FigureDownloads id="emergence-rows" picture={false} source={source} data={rows.map((row) => ({ ...row }))} />
    </section>
  );
}
