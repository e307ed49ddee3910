import { useTranslations } from "next-intl";
import type { Checkpoint } from "@/core/emergence/measured-trace";
import type { ProfileBin } from "@/core/emergence/position-profile";
import { bandPath, linear, linePath } from "./axes";
import type { Look } from "./looks";
import { fixed } from "./numbers";
import { stepWords } from "./step-words";

const WIDTH = 594;
const LEFT = 44;
const RIGHT = 486;
const HEIGHT = 170;

/** Where in a trace a behaviour starts: the first checkpoint (thin) and the last (with its simultaneous band), by share of the trace's tokens. */
export function Profile({ id, look, first, last }: { readonly id: string; readonly look: Look; readonly first: { readonly checkpoint: Checkpoint; readonly bins: readonly ProfileBin[] }; readonly last: { readonly checkpoint: Checkpoint; readonly bins: readonly ProfileBin[] } }) {
  const t = useTranslations("emergence");
  const top = Math.max(1e-6, ...last.bins.map(({ mean, high }) => Math.min(high ?? mean, mean * 3)), ...first.bins.map(({ mean }) => mean));
  const x = linear([0, 1], [LEFT, RIGHT]);
  const y = linear([0, top], [HEIGHT, 16]);
  const colour = `var(--${look.colour})`;
  const path = (bins: readonly ProfileBin[]) => linePath(bins.map(({ at, mean }) => ({ x: x(at), y: y(mean) })));
  const [endFirst, endLast] = [y(first.bins.at(-1)!.mean), y(last.bins.at(-1)!.mean)];
  const apart = Math.abs(endFirst - endLast) < 13 ? 13 : 0;
  return (
    <svg id={id} viewBox={`0 0 ${WIDTH} ${HEIGHT + 36}`} width={WIDTH} height={HEIGHT + 36} role="img" aria-label={t("profileLabel", { label: look.name })} className="plot">
      {[0, top / 2, top].map((at) => <g key={at}><line x1={LEFT} x2={RIGHT} y1={y(at)} y2={y(at)} stroke={at === 0 ? "var(--line-strong)" : "var(--line)"} /><text x={LEFT - 6} y={y(at) + 4} textAnchor="end" className="dim">{at === 0 ? "0" : fixed(at, 2)}</text></g>)}
      <text x={LEFT} y={9} className="dim">{t("profileAxis")}</text>
      <path d={bandPath(last.bins.flatMap(({ at, low, high }) => (low === null || high === null ? [] : [{ x: x(at), low: y(low), high: y(Math.min(high, top)) }])))} fill={colour} fillOpacity={0.17} />
      <path d={path(first.bins)} fill="none" stroke="var(--ink-2)" strokeWidth={1.4} strokeDasharray="2 3" />
      <path d={path(last.bins)} fill="none" stroke={colour} strokeWidth={2.1} />
      <text x={RIGHT + 8} y={endLast + 4 - (endLast <= endFirst ? apart / 2 : -apart / 2)} className="b" style={{ fill: colour }}>{stepWords(last.checkpoint, t)}</text>
      <text x={RIGHT + 8} y={endFirst + 4 + (endLast <= endFirst ? apart / 2 : -apart / 2)}>{stepWords(first.checkpoint, t)}</text>
      {[0, 0.25, 0.5, 0.75, 1].map((at) => <text key={at} x={x(at)} y={HEIGHT + 18} textAnchor="middle" className="ink">{Math.round(at * 100)} %</text>)}
      <text x={LEFT} y={HEIGHT + 33} className="dim">{t("profileX")}</text>
    </svg>
  );
}
