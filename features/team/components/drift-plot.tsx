import { useFormatter, useTranslations } from "next-intl";
import type { FiguresAnswer } from "../schema";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [560, 170, 34, 96, 10, 24];
type Series = "gold" | "others";
const LOOK: Readonly<Record<Series, { readonly dash: string; readonly colour: string }>> = { gold: { dash: "", colour: "var(--accent)" }, others: { dash: "5 4", colour: "var(--ink-2)" } };

/** Agreement with the result and with others in windows by time: direct labels at the ends of the lines, n under each point. */
export function DriftPlot({ windows }: { readonly windows: FiguresAnswer["windows"] }) {
  const t = useTranslations("team");
  const format = useFormatter();
  const x = (i: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * i) / Math.max(1, windows.length - 1);
  const y = (value: number): number => TOP + (1 - value) * (HEIGHT - TOP - BOTTOM);
  const ends = (["gold", "others"] as const).flatMap((series) => {
    const points = windows.flatMap((window, i) => (window[series].f1 === null ? [] : [{ i, value: window[series].f1 }]));
    return points.length === 0 ? [] : [{ series, points, last: points.at(-1)! }];
  });
  const apart = ends.length === 2 ? y(ends[0]!.last.value) - y(ends[1]!.last.value) : Infinity;
  /** Words that would lie on each other give way to both sides, the upper one upwards; px. */
  const aside = (at: number): number => (Math.abs(apart) >= 13 ? 0 : (at === 0) === (apart <= 0) ? -(13 - Math.abs(apart)) / 2 : (13 - Math.abs(apart)) / 2);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} className="block max-w-full" role="img" aria-label={t("driftPlot")}>
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => <g key={tick}><line x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} stroke="var(--line)" /><text x={LEFT - 6} y={y(tick) + 3.5} textAnchor="end" fontSize={10} fill="var(--ink-3)">{tick === 0 || tick === 1 ? tick : String(tick).slice(1)}</text></g>)}
      {windows.map((window, i) => <text key={window.from} x={x(i)} y={HEIGHT - 8} textAnchor="middle" fontSize={10} fill="var(--ink-3)">{window.to === null ? "" : format.dateTime(new Date(window.to), { day: "numeric", month: "short" })}</text>)}
      {ends.map(({ series, points, last }, at) => (
        <g key={series} stroke={LOOK[series].colour} fill={LOOK[series].colour}>
          <polyline points={points.map(({ i, value }) => `${x(i)},${y(value)}`).join(" ")} fill="none" strokeWidth={1.75} strokeDasharray={LOOK[series].dash} />
          {points.map(({ i, value }) => <circle key={i} cx={x(i)} cy={y(value)} r={3} stroke="var(--paper)" />)}
          <text x={x(last.i) + 8} y={y(last.value) + 3.5 + aside(at)} fontSize={11} stroke="none">{t(`with.${series}`)}</text>
        </g>
      ))}
    </svg>
  );
}
