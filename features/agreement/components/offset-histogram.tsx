import { useTranslations } from "next-intl";

const [WIDTH, HEIGHT] = [300, 84];
/** Edges of the bars, in code points; what lies beyond goes into the outermost. */
const EDGES = [-30, -20, -10, -5, -1, 1, 5, 10, 20, 30] as const;

/** By how much two annotators' boundaries of the same span differ: bars from "much earlier" to "much later", the middle one exact. */
export function OffsetHistogram({ offsets, title }: { readonly offsets: readonly number[]; readonly title: string }) {
  const t = useTranslations("agreement");
  const counts = new Array<number>(EDGES.length + 1).fill(0);
  for (const offset of offsets) counts[barOf(offset)]! += 1;
  const most = Math.max(1, ...counts);
  const bar = WIDTH / counts.length;
  const share = (holds: (offset: number) => boolean) => (offsets.length > 0 ? offsets.filter(holds).length / offsets.length : 0);
  return (
    <figure>
      <figcaption className="text-m"><b className="font-semibold">{title}</b> <span className="text-ink-2">{t("offsetSummary", { exact: share((o) => o === 0), earlier: share((o) => o < 0), later: share((o) => o > 0), n: offsets.length })}</span></figcaption>
      <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden className="mt-2 block max-w-full">
        {counts.map((count, i) => {
          const height = (count / most) * (HEIGHT - 18);
          return <rect key={i} x={i * bar + 1} y={HEIGHT - 16 - height} width={bar - 2} height={height} fill={i === 5 ? "var(--ink-3)" : "var(--line-strong)"} />;
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT - 16} y2={HEIGHT - 16} stroke="var(--line-strong)" />
        {EDGES.map((edge, i) => (Math.abs(edge) === 1 ? null : <text key={edge} x={(i + 1) * bar} y={HEIGHT - 4} textAnchor="middle" fontSize={10} fill="var(--ink-3)">{edge > 0 ? `+${edge}` : `−${-edge}`}</text>))}
        <text x={5.5 * bar} y={HEIGHT - 4} textAnchor="middle" fontSize={10} fill="var(--ink-3)">0</text>
      </svg>
    </figure>
  );
}

function barOf(offset: number): number {
  if (offset === 0) return 5;
  const beyond = EDGES.filter((edge) => (edge < 0 ? offset >= edge : offset > edge - 1 && offset >= edge)).length;
  return offset < 0 ? Math.min(4, beyond) : Math.max(6, beyond);
}
