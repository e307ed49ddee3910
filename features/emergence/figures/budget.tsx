import { scaleLog } from "d3-scale";
import { useTranslations } from "next-intl";
import type { Checkpoint } from "@/core/emergence/measured-trace";
import { linear, linePath, spread } from "./axes";
import type { Look } from "./looks";
import { fixed, whole } from "./numbers";
import { stepWords } from "./step-words";

const WIDTH = 594;
const LEFT = 44;
const RIGHT = 486;
const HEIGHT = 170;

interface BudgetLine { readonly checkpoint: Checkpoint; readonly points: readonly { readonly tokens: number; readonly mean: number; readonly traces: number }[] }

/** What a budget of N tokens would have shown: mean count within the first N, with how many traces are so long at all. First, middle and last checkpoint. */
export function Budget({ id, look, lines }: { readonly id: string; readonly look: Look; readonly lines: readonly BudgetLine[] }) {
  const t = useTranslations("emergence");
  const chosen = [...new Set([0, Math.floor((lines.length - 1) / 2), lines.length - 1])].map((i) => lines[i]!).filter(({ points }) => points.length > 0);
  const all = chosen.flatMap(({ points }) => points);
  const x = scaleLog([128, Math.max(256, ...all.map(({ tokens }) => tokens))], [LEFT, RIGHT]).base(2);
  const top = Math.max(1e-6, ...all.map(({ mean }) => mean)) * 1.05;
  const y = linear([0, top], [HEIGHT, 16]);
  const colour = `var(--${look.colour})`;
  const looks = chosen.map((_, i) => (i === chosen.length - 1 ? { stroke: colour, strokeWidth: 2.1 } : { stroke: "var(--ink-2)", strokeWidth: 1.4, strokeDasharray: i === 0 ? "2 3" : "6 3" }));
  const ends = spread(chosen.map(({ checkpoint, points }, i) => ({ y: y(points.at(-1)!.mean), text: stepWords(checkpoint, t), last: i === chosen.length - 1 })), 13);
  const longest = chosen.at(-1)?.points ?? [];
  return (
    <svg id={id} viewBox={`0 0 ${WIDTH} ${HEIGHT + 50}`} width={WIDTH} height={HEIGHT + 50} role="img" aria-label={t("budgetLabel", { label: look.name })} className="plot">
      {[0, top / 2, top].map((at) => <g key={at}><line x1={LEFT} x2={RIGHT} y1={y(at)} y2={y(at)} stroke={at === 0 ? "var(--line-strong)" : "var(--line)"} /><text x={LEFT - 6} y={y(at) + 4} textAnchor="end" className="dim">{at === 0 ? "0" : fixed(at, 1)}</text></g>)}
      <text x={LEFT} y={9} className="dim">{t("budgetAxis")}</text>
      {chosen.map(({ checkpoint, points }, i) => <path key={checkpoint.t} d={linePath(points.map(({ tokens, mean }) => ({ x: x(tokens), y: y(mean) })))} fill="none" {...looks[i]} />)}
      {ends.map(({ text, at, last }) => <text key={text} x={RIGHT + 8} y={at + 4} className={last ? "b" : ""} style={last ? { fill: colour } : undefined}>{text}</text>)}
      {longest.map(({ tokens, traces }) => (
        <g key={tokens}><text x={x(tokens)} y={HEIGHT + 18} textAnchor="middle" className="ink">{whole(tokens)}</text><text x={x(tokens)} y={HEIGHT + 32} textAnchor="middle" className="dim">{whole(traces)}</text></g>
      ))}
      <text x={LEFT} y={HEIGHT + 47} className="dim">{t("budgetX")}</text>
    </svg>
  );
}
