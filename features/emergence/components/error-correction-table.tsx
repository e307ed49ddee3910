import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ErrorCorrection, Share } from "@/core/emergence/error-correction";
import type { EmergenceReport } from "@/core/emergence/emergence-report";
import type { FigureSource } from "../figure-source";
import { percent, placeOf, share, signed, whole } from "../figures/numbers";
import { FigureDownloads } from "./figure-downloads";
import { Fold } from "./fold";

const SHARES = ["checked", "checkedOfAnswerChanging", "selfNoticed", "superficial", "warranted"] as const;
const COLUMNS = [...SHARES, "netRepair", "abandoned", "latency", "contrast"] as const;
type Column = (typeof COLUMNS)[number];
type Words = ReturnType<typeof useTranslations<"emergence">>;

/** What else is measured of checking and repairing, checkpoint by checkpoint; withheld where there are fewer than 20 to divide by. What no checkpoint knows is named below the table, with its reason. */
export function ErrorCorrectionTable({ rows, source, open = false }: { readonly rows: EmergenceReport["analysis"]["errorCorrection"]; readonly source: FigureSource; readonly open?: boolean }) {
  const t = useTranslations("emergence");
  if (rows.every(({ funnel }) => SHARES.every((name) => funnel[name].n === 0) && funnel.answerContrast.prompts === 0)) return null;
  const known = COLUMNS.filter((column) => rows.some(({ funnel }) => isKnown(column, funnel)));
  const unknown = COLUMNS.filter((column) => !known.includes(column));
  return (
    <Fold title={t("repair.title")} open={open}>
      <p className="mt-1 mb-3 max-w-[90ch] text-s text-pretty text-ink-2">{t("repair.sub")}</p>
      {known.length > 0 && <div className="overflow-x-auto">
        <table className="text-s tabular-nums">
          <thead><tr className="border-b border-line-strong text-left text-ink-2"><th scope="col" className="px-3 py-1.5 pl-2 align-bottom font-[550]">{t("column.checkpoint")}</th>{known.map((name) => <th key={name} scope="col" className="max-w-40 px-3 py-1.5 align-bottom font-[550]">{t(`repair.${name}`)}</th>)}</tr></thead>
          <tbody>
            {rows.map(({ checkpoint, funnel }) => (
              <tr key={checkpoint.t} className="border-b border-line">
                <th scope="row" className="px-3 py-1 pl-2 text-left font-normal">{placeOf(checkpoint)}</th>
                {known.map((name) => <td key={name} className="px-3 py-1 whitespace-nowrap">{isKnown(name, funnel) ? valueOf(name, funnel, t) : <span className="text-ink-2">{gapOf(name, funnel, t)}</span>}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>}
      {unknown.length > 0 && <p className="mt-2 max-w-[90ch] text-s text-pretty text-ink-2">{t("repair.unknown")} {unknown.map((column) => t("repair.because", { name: t(`repair.${column}`), reason: gapOf(column, rows.at(-1)!.funnel, t) })).join(t("repair.semicolon"))}{t("repair.stop")}</p>}
      <FigureDownloads id="emergence-repair" picture={false} source={source} data={rows.map(({ checkpoint, funnel }) => ({
        checkpoint: checkpoint.name, t: checkpoint.t, ...Object.fromEntries(SHARES.flatMap((name) => [[name, funnel[name].estimate], [`${name}Low`, funnel[name].low], [`${name}High`, funnel[name].high], [`${name}Of`, funnel[name].n]])),
        netRepair: funnel.netRepair, abandonedShare: funnel.abandonedShare, latencyMedian: funnel.latency.median, latencyOf: funnel.latency.n, answerContrast: funnel.answerContrast.difference, contrastPrompts: funnel.answerContrast.prompts,
      }))} />
    </Fold>
  );
}

function isKnown(column: Column, funnel: ErrorCorrection): boolean {
  switch (column) {
    case "netRepair": return funnel.netRepair !== null;
    case "abandoned": return funnel.abandonedShare !== null;
    case "latency": return funnel.latency.median !== null;
    case "contrast": return funnel.answerContrast.difference !== null;
    default: return funnel[column].estimate !== null;
  }
}

function valueOf(column: Column, funnel: ErrorCorrection, t: Words): ReactNode {
  switch (column) {
    case "netRepair": return signed(funnel.netRepair!, 0);
    case "abandoned": return percent(funnel.abandonedShare!);
    case "latency": return t("repair.tokens", { tokens: whole(funnel.latency.median!), n: funnel.latency.n });
    case "contrast": return t("repair.over", { difference: signed(funnel.answerContrast.difference!), prompts: funnel.answerContrast.prompts });
    default: {
      const { estimate, low, high } = funnel[column];
      return <>{share(estimate!)} <span className="text-ink-2">{low === null || high === null ? t("onePrompt") : `(${share(low)} ${t("to")} ${share(high)})`}</span></>;
    }
  }
}

/** Why a number is not given. */
function gapOf(column: Column, funnel: ErrorCorrection, t: Words): string {
  switch (column) {
    case "netRepair": case "abandoned": return t("notSaid");
    case "latency": return t(funnel.detected.reason === "the layer does not say" ? "notSaid" : "gapIn.noneDetected");
    case "contrast": return t("gapIn.oneKind");
    default: return shareGap(funnel[column], t);
  }
}

const shareGap = ({ n, reason }: Share, t: Words): string => t(reason === "the layer does not say" ? "notSaid" : "withheldN", { n });
