import { useTranslations } from "next-intl";
import type { EmergenceReport } from "@/core/emergence/emergence-report";
import type { FigureSource } from "../figure-source";
import { fixed, percent, placeOf } from "../figures/numbers";
import type { Look } from "../figures/looks";
import { leftOutWords } from "../held-against";
import { nameOf } from "../words";
import { FigureDownloads } from "./figure-downloads";
import { Fold } from "./fold";

type Corrected = EmergenceReport["detectors"][number]["corrected"][number];

/** The detector alone, corrected for its errors, and people, checkpoint by checkpoint. Labels that it never marks are named, not tabled. */
export function CorrectedTable({ report, looks, source, open = false }: { readonly report: EmergenceReport; readonly looks: readonly Look[]; readonly source: FigureSource; readonly open?: boolean }) {
  const t = useTranslations("emergence");
  const held = report.detectors.filter(({ corrected, check }) => check !== null && corrected.some(({ labelled }) => labelled > 0));
  if (held.length === 0) return null;
  const shown = held.filter(({ corrected }) => corrected.some(({ naiveShare, naiveRate }) => (naiveShare ?? 0) > 0 || (naiveRate ?? 0) > 0));
  const silent = held.filter((each) => !shown.includes(each)).map(({ label }) => nameOf(label, looks));
  return (
    <Fold title={t("correctedTitle")} open={open}>
      <p className="mt-1 mb-3 max-w-[90ch] text-s text-pretty text-ink-2">{t(report.sampledAtRandom ? "correctedRandom" : report.drawn ? "correctedAided" : "correctedNotRandom")} {leftOutWords(report, t)} {silent.length > 0 && t("corrected.silent", { labels: silent.join(t("plan.comma")) })}</p>
      {shown.length > 0 && <div className="overflow-x-auto">
        <table className="w-full text-s tabular-nums">
          <thead><tr className="border-b border-line-strong text-left text-ink-2">{(["label", "checkpoint", "traces", "flagged", "share", "human", "naive", "ppi"] as const).map((column) => <th key={column} scope="col" className="px-2 py-1.5 font-[550]">{t(`corrected.${column}`)}</th>)}</tr></thead>
          {shown.map(({ label, corrected }) => (
            <tbody key={label} className="border-b border-line-strong">
              {corrected.map((point, i) => (
                <tr key={point.checkpoint.t} className={i === 0 ? "" : "border-t border-line"}>
                  {i === 0 && <th scope="rowgroup" rowSpan={corrected.length} className="px-2 py-1 text-left align-top font-[550]">{nameOf(label, looks)}</th>}
                  <Cells point={point} people={rateOf(report, label, point.checkpoint.t)} drawn={report.drawn} />
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>}
      <FigureDownloads id="emergence-corrected" picture={false} source={source} data={held.flatMap(({ label, corrected }) => corrected.map(({ checkpoint, labelled, unlabelled, naiveShare, share, naiveRate, rate }) => ({
        label, checkpoint: checkpoint.name, t: checkpoint.t, read: labelled, unread: unlabelled, flaggedShare: naiveShare, correctedShare: share?.estimate ?? null, correctedLow: share?.low ?? null, correctedHigh: share?.high ?? null, clipped: share?.clipped ?? null,
        detectorRate: naiveRate, ppi: rate.estimate, ppiLow: rate.low, ppiHigh: rate.high, ppiReason: rate.reason ?? null,
      })))} />
    </Fold>
  );
}

function Cells({ point: { checkpoint, labelled, unlabelled, naiveShare, share, naiveRate, rate }, people, drawn }: { readonly point: Corrected; readonly people: number | null; readonly drawn: boolean }) {
  const t = useTranslations("emergence");
  const limits = (low: string, high: string) => <span className="text-ink-2">({low} {t("to")} {high})</span>;
  const why = rate.reason === "no unlabelled traces" ? "corrected.allRead" : rate.reason === "fewer than two labelled traces" ? "corrected.tooFew" : drawn ? "corrected.aided" : "corrected.notRandom";
  return (
    <>
      <td className="px-2 py-1">{placeOf(checkpoint)}</td>
      <td className="px-2 py-1">{t("corrected.both", { labelled, rest: unlabelled })}</td>
      <td className="px-2 py-1">{naiveShare === null ? t("gapIn.noSteps") : percent(naiveShare)}</td>
      <td className="px-2 py-1">{share === null ? t("gapIn.oneSided") : share.estimate === null ? t("corrected.refused") : <>{percent(share.estimate)} {share.low !== null && share.high !== null && limits(percent(share.low), percent(share.high))}{share.clipped && <span className="text-ink-2"> {t("corrected.clipped")}</span>}</>}</td>
      <td className="px-2 py-1">{people === null ? t("gapIn.noTokens") : fixed(people)}</td>
      <td className="px-2 py-1">{naiveRate === null ? t("gapIn.noTokens") : fixed(naiveRate)}</td>
      <td className="px-2 py-1">{rate.estimate === null ? <span className="text-ink-2">{t(why)}</span> : <>{fixed(rate.estimate)} {rate.low !== null && rate.high !== null && limits(fixed(rate.low), fixed(rate.high))}</>}</td>
    </>
  );
}

const rateOf = (report: EmergenceReport, label: string, t: number): number | null =>
  report.analysis.labels.find((each) => each.label === label)?.perThousandTokens.find(({ checkpoint }) => checkpoint.t === t)?.estimate ?? null;
