import { useTranslations } from "next-intl";
import type { EmergenceReport } from "@/core/emergence/emergence-report";
import type { Share } from "@/core/emergence/error-correction";
import type { FigureSource } from "../figure-source";
import { percent, share, signed, whole } from "../figures/numbers";
import { FigureDownloads } from "./figure-downloads";

const SHARES = ["checked", "checkedOfAnswerChanging", "selfNoticed", "superficial", "warranted"] as const;

/** What else is measured of checking and repairing, checkpoint by checkpoint; withheld where there are fewer than 20 to divide by. */
export function ErrorCorrectionTable({ rows, source }: { readonly rows: EmergenceReport["analysis"]["errorCorrection"]; readonly source: FigureSource }) {
  const t = useTranslations("emergence");
  if (rows.every(({ funnel }) => SHARES.every((name) => funnel[name].n === 0) && funnel.answerContrast.prompts === 0)) return null;
  const cell = ({ estimate, low, high, n, reason }: Share) => (estimate === null ? <span className="text-ink-2">{t(reason === "the layer does not say" ? "notSaid" : "withheldN", { n })}</span>
    : <>{share(estimate)} <span className="text-ink-2">{low === null || high === null ? t("onePrompt") : `(${share(low)} ${t("to")} ${share(high)})`}</span></>);
  return (
    <details className="mt-7 border-t border-line-strong pt-5">
      <summary className="font-serif text-xl font-medium">{t("repair.title")}</summary>
      <p className="mt-1 mb-3 max-w-[90ch] text-s text-pretty text-ink-2">{t("repair.sub")}</p>
      <div className="overflow-x-auto">
        <table className="w-full text-s tabular-nums">
          <thead><tr className="border-b border-line-strong text-left text-ink-2"><th scope="col" className="px-2 py-1.5 font-[550]">{t("column.checkpoint")}</th>{[...SHARES, "netRepair", "abandoned", "latency", "contrast"].map((name) => <th key={name} scope="col" className="px-2 py-1.5 align-bottom font-[550]">{t(`repair.${name}`)}</th>)}</tr></thead>
          <tbody>
            {rows.map(({ checkpoint, funnel }) => (
              <tr key={checkpoint.t} className="border-b border-line">
                <th scope="row" className="px-2 py-1 text-left font-normal">{whole(checkpoint.t)}</th>
                {SHARES.map((name) => <td key={name} className="px-2">{cell(funnel[name])}</td>)}
                <td className="px-2">{funnel.netRepair === null ? t("notSaid") : signed(funnel.netRepair, 0)}</td>
                <td className="px-2">{funnel.abandonedShare === null ? t("notSaid") : percent(funnel.abandonedShare)}</td>
                <td className="px-2">{funnel.latency.median === null ? t(funnel.detected.reason === "the layer does not say" ? "notSaid" : "gapIn.noneDetected") : t("repair.tokens", { tokens: whole(funnel.latency.median), n: funnel.latency.n })}</td>
                <td className="px-2">{funnel.answerContrast.difference === null ? t("gapIn.oneKind") : t("repair.over", { difference: signed(funnel.answerContrast.difference), prompts: funnel.answerContrast.prompts })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <FigureDownloads id="emergence-repair" picture={false} source={source} data={rows.map(({ checkpoint, funnel }) => ({
        checkpoint: checkpoint.name, t: checkpoint.t, ...Object.fromEntries(SHARES.flatMap((name) => [[name, funnel[name].estimate], [`${name}Low`, funnel[name].low], [`${name}High`, funnel[name].high], [`${name}Of`, funnel[name].n]])),
        netRepair: funnel.netRepair, abandonedShare: funnel.abandonedShare, latencyMedian: funnel.latency.median, latencyOf: funnel.latency.n, answerContrast: funnel.answerContrast.difference, contrastPrompts: funnel.answerContrast.prompts,
      }))} />
    </details>
  );
}
