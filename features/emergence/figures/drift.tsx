import { useTranslations } from "next-intl";
import { STABLE_WITHIN } from "@/core/emergence/detector-check";
import type { DetectorCheck } from "@/core/emergence/detector-check";
import { inOrder } from "@/core/emergence/measured-trace";
import type { Checkpoint } from "@/core/emergence/measured-trace";
import type { Interval } from "@/core/statistics/proportion-interval";
import { bandPath, fitting, linear, linePath } from "./axes";
import { placeOf, share, whole } from "./numbers";

const WIDTH = 594;
const LEFT = 40;
const RIGHT = 480;
const HEIGHT = 196;

/** Sensitivity and specificity of a detector by checkpoint, with the frames around the first value within which they would count as stable. */
export function Drift({ id, check, checkpoints }: { readonly id: string; readonly check: DetectorCheck; readonly checkpoints: readonly Checkpoint[] }) {
  const t = useTranslations("emergence");
  const points = check.checkpoints;
  const x = linear([points[0]!.checkpoint, points.at(-1)!.checkpoint], [LEFT, RIGHT]);
  const lowest = Math.min(...points.flatMap(({ sensitivity, specificity }) => [sensitivity?.low ?? 1, specificity?.low ?? 1]));
  const floor = Math.max(0, lowest >= 0.6 ? Math.floor(lowest * 10) / 10 : Math.floor(lowest * 5) / 5);
  const gap = floor >= 0.6 ? 0.1 : 0.2;
  const y = linear([floor, 1], [18 + HEIGHT, 18]);
  const ticks = Array.from({ length: Math.round((1 - floor) / gap) + 1 }, (_, i) => floor + i * gap);
  const nameAt = (at: number): string => { const place = checkpoints.find(({ t: own }) => own === at); return place ? placeOf(place) : whole(at); };
  const named = fitting(points.map(({ checkpoint }) => x(checkpoint)), 44);
  return (
    <svg id={id} viewBox={`0 0 ${WIDTH} ${HEIGHT + 56}`} width={WIDTH} height={HEIGHT + 56} role="img" aria-label={t("driftLabel")} className="plot">
      {ticks.map((at) => <g key={at}><line x1={LEFT} x2={RIGHT} y1={y(at)} y2={y(at)} stroke="var(--line)" /><text x={LEFT - 8} y={y(at) + 4} textAnchor="end" className="dim">{share(at)}</text></g>)}
      <text x={LEFT} y={y(1) - 6} className="dim">{t("shareOfSteps")}</text>
      <Line points={points.map(({ checkpoint, specificity }) => ({ x: x(checkpoint), interval: specificity }))} y={y} dash="7 3" name={t("specificity")} floor={floor} />
      <Line points={points.map(({ checkpoint, sensitivity }) => ({ x: x(checkpoint), interval: sensitivity }))} y={y} dash={undefined} name={t("sensitivity")} floor={floor} />
      {points.map(({ checkpoint, n }, i) => named[i] && (
        <g key={checkpoint}><text x={x(checkpoint)} y={HEIGHT + 36} textAnchor="middle" className="ink">{nameAt(checkpoint)}</text><text x={x(checkpoint)} y={HEIGHT + 50} textAnchor="middle" className="dim">{whole(n)}</text></g>
      ))}
      <text x={RIGHT + 24} y={HEIGHT + 36}>{t(inOrder(checkpoints) ? "trainingStep" : "byName")}</text>
      <text x={RIGHT + 24} y={HEIGHT + 50} className="dim">{t("stepsRead")}</text>
    </svg>
  );
}

function Line({ points, y, dash, name, floor }: { readonly points: readonly { readonly x: number; readonly interval: Interval | null }[]; readonly y: (value: number) => number; readonly dash: string | undefined; readonly name: string; readonly floor: number }) {
  const known = points.flatMap(({ x, interval }) => (interval ? [{ x, y: y(interval.estimate), low: y(interval.low), high: y(interval.high), value: interval.estimate }] : []));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return null;
  const [from, to] = [Math.min(1, first.value + STABLE_WITHIN), Math.max(floor, first.value - STABLE_WITHIN)];
  return (
    <g>
      <rect x={LEFT} width={RIGHT - LEFT} y={y(from)} height={y(to) - y(from)} fill="none" stroke="var(--ink-3)" strokeWidth={0.8} strokeDasharray="1 3" />
      <path d={bandPath(known)} fill="var(--ink-2)" fillOpacity={0.18} />
      <path d={linePath(known)} fill="none" stroke="var(--ink)" strokeWidth={1.8} strokeDasharray={dash} />
      {known.map(({ x, y: at }) => <circle key={x} cx={x} cy={at} r={2.6} fill="var(--ink)" />)}
      <text x={RIGHT + 10} y={last.y + 1} className="ink b">{name}</text>
      <text x={RIGHT + 10} y={last.y + 15}>{share(first.value)} → {share(last.value)}</text>
    </g>
  );
}
