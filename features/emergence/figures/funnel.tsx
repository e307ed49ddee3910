import { useTranslations } from "next-intl";
import type { ErrorCorrection, Share } from "@/core/emergence/error-correction";
import type { Checkpoint } from "@/core/emergence/measured-trace";
import { percent, placeOf } from "./numbers";

const WIDTH = 594;
const COLUMNS = [96, 232, 368, 504] as const;
const BOX = 62;
const ROW = 51;
const COLOURS = ["var(--error)", "var(--verification)", "var(--correction)", "var(--ink)"] as const;

/** From error to a right final answer at each checkpoint: heights are counts over errors, percentages are of the stage before. Under 20 to divide by, the share is withheld in words. */
export function Funnel({ id, rows }: { readonly id: string; readonly rows: readonly { readonly checkpoint: Checkpoint; readonly funnel: ErrorCorrection }[] }) {
  const t = useTranslations("emergence");
  const height = 34 + rows.length * ROW;
  return (
    <svg id={id} viewBox={`0 0 ${WIDTH} ${height}`} width={WIDTH} height={height} role="img" aria-label={t("funnelLabel")} className="plot">
      <text x={0} y={12} className="dim">{t("step")}</text>
      {(["errors", "detected", "repaired", "right"] as const).map((stage, i) => <text key={stage} x={COLUMNS[i]} y={12} className="ink b">{t(`stage.${stage}`)}</text>)}
      {rows.map(({ checkpoint, funnel }, i) => <FunnelRow key={checkpoint.t} at={placeOf(checkpoint)} funnel={funnel} middle={46 + i * ROW} />)}
    </svg>
  );
}

function FunnelRow({ at, funnel, middle }: { readonly at: string; readonly funnel: ErrorCorrection; readonly middle: number }) {
  const t = useTranslations("emergence");
  const shares: readonly Share[] = [funnel.detected, funnel.repaired, funnel.right];
  // The last stage counts traces with a repair, the others errors: its n is the traces, its box stands on the stage before.
  const counts = [funnel.detected.n, funnel.detected.hits, funnel.repaired.hits, funnel.right.hits];
  const most = Math.max(1, counts[0]!);
  const high = counts.map((count) => Math.max(1.5, Math.min(34, (34 * count) / most)));
  return (
    <g>
      <text x={0} y={middle + 4} className="ink" style={{ fontSize: 13 }}>{at}</text>
      {shares.map((share, i) => {
        const centre = (COLUMNS[i]! + BOX + COLUMNS[i + 1]!) / 2;
        return share.estimate === null ? (
          <g key={i}><text x={centre} y={middle + 1} textAnchor="middle" className="dim halo">{t("withheld")}</text><text x={centre} y={middle + 13} textAnchor="middle" className="dim halo">n {share.n}</text></g>
        ) : (
          <g key={i}>
            <path d={`M${COLUMNS[i]! + BOX} ${middle - high[i]! / 2}L${COLUMNS[i + 1]} ${middle - high[i + 1]! / 2}V${middle + high[i + 1]! / 2}L${COLUMNS[i]! + BOX} ${middle + high[i]! / 2}Z`} fill={COLOURS[i]} fillOpacity={0.12} />
            <text x={centre} y={middle + 1} textAnchor="middle" className="ink halo b">{percent(share.estimate)}</text>
            <text x={centre} y={middle + 13} textAnchor="middle" className="halo">{share.low === null || share.high === null ? t("onePrompt") : `${Math.round(share.low * 100)}–${Math.round(share.high * 100)}`}</text>
          </g>
        );
      })}
      {counts.map((count, i) => (
        <g key={i}>
          <rect x={COLUMNS[i]} y={middle - high[i]! / 2} width={BOX} height={high[i]} fill={COLOURS[i]} fillOpacity={0.3} />
          <path d={`M${COLUMNS[i]} ${middle - high[i]! / 2}v${high[i]}`} stroke={COLOURS[i]} strokeWidth={3} />
          <text x={COLUMNS[i]! + BOX / 2} y={high[i]! > 15 ? middle + 4 : middle - high[i]! / 2 - 4} textAnchor="middle" className={high[i]! > 15 ? "ink b" : "ink"}>{count}</text>
        </g>
      ))}
    </g>
  );
}
