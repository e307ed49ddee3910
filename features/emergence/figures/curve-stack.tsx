import { useTranslations } from "next-intl";
import type { Covariates } from "@/core/emergence/covariates";
import type { Checkpoint } from "@/core/emergence/measured-trace";
import { shortened } from "@/core/text/shortened";
import { bandPath, fitting, linear, linePath, spread } from "./axes";
import type { Scale } from "./axes";
import { fixed, percent, rate, whole } from "./numbers";
import type { CurvePanel } from "./series";

const WIDTH = 860;
const LEFT = 176;
const RIGHT = 716;
/** Px that all panels share at most; one scale holds for all of them. */
const HEIGHT = 420;

/** Curves of several labels and what goes with them (accuracy, length, truncation), stacked on one x.
 *  Human solid with its band, corrected dashed with an end whisker, detector dotted grey; the onset is a rail between two checkpoints, a detector's onset hollow. */
export function CurveStack({ id, panels, covariates, checkpoints, ordered, axis, counted, kind, people }: {
  readonly id: string; readonly panels: readonly CurvePanel[]; readonly covariates: readonly Covariates[]; readonly checkpoints: readonly Checkpoint[]; readonly ordered: boolean;
  /** Title of the y axis: the unit. */
  readonly axis: string;
  /** What the small numbers below a panel count: spans, or marked steps. */
  readonly counted: string;
  /** What the detector beside is; null: none. */
  readonly kind: string | null;
  /** Name of the solid line: people, or the detector. */
  readonly people: string;
}) {
  const t = useTranslations("emergence");
  const x = linear([checkpoints[0]!.t, checkpoints.at(-1)!.t], [LEFT, RIGHT]);
  const tops = panels.map(topOf);
  const step = tickStep(Math.max(...tops));
  const units = tops.map((top) => Math.max(1, Math.ceil(top / step - 1e-9)));
  const perUnit = Math.max(14, Math.min(46, HEIGHT / units.reduce((sum, each) => sum + each, 0)));
  const ends = panels.reduce<number[]>((so, _, i) => [...so, (so.at(-1) ?? 20) + Math.max(42, units[i]! * perUnit) + 27], []);
  const first = panels.find(({ onset }) => onset);
  const early = first?.onset ? x(first.onset.by) < (LEFT + RIGHT) / 2 : false; // then its name stands where the axis title would
  const axisY = ends.at(-1)! + 4;
  const rows = covariateRows(covariates, t);
  const bottom = axisY + 18 + rows.length * 37;
  const xs = checkpoints.map((checkpoint) => x(checkpoint.t));
  const named = fitting(xs, ordered ? 44 : 72);
  return (
    <svg id={id} viewBox={`0 0 ${WIDTH} ${Math.ceil(bottom)}`} width={WIDTH} height={Math.ceil(bottom)} role="img" aria-label={t("stackLabel", { labels: panels.map(({ look }) => look.name).join(", ") })} className="plot">
      {xs.map((at, i) => named[i] && <line key={i} x1={at} x2={at} y1={20} y2={bottom - 7} stroke="var(--line)" strokeWidth={0.8} />)}
      <text x={early ? RIGHT : LEFT} y={9} textAnchor={early ? "end" : "start"} className="dim">{panels.length > 1 ? t("oneScale", { axis, count: panels.length }) : axis}</text>
      {first?.onset && <>
        <line x1={x(first.onset.by)} x2={x(first.onset.by)} y1={0} y2={bottom - 7} stroke={`var(--${first.look.colour})`} strokeWidth={1.2} strokeOpacity={0.55} />
        <text x={x(first.onset.by) + (x(first.onset.by) > 560 ? -5 : 5)} y={9} textAnchor={x(first.onset.by) > 560 ? "end" : "start"} className="halo" style={{ fill: `var(--${first.look.colour})` }}>{t(first.onset.word === "onset" ? "setsIn" : "shownFrom", { label: first.look.name })}</text>
      </>}
      {panels.map((panel, i) => <Panel key={panel.look.key} panel={panel} x={x} step={step} units={units[i]!} perUnit={perUnit} base={ends[i]! - 27} people={people} what={counted} kind={kind ?? "none"} />)}
      {checkpoints.map((checkpoint, i) => named[i] && <text key={i} x={xs[i]} y={axisY + 6} textAnchor="middle" className="ink halo">{ordered ? whole(checkpoint.t) : shortened(checkpoint.name, 12)}</text>)}
      <text x={RIGHT + 34} y={axisY + 6}>{ordered ? t("trainingStep") : t("byName")}</text>
      {rows.map((row, i) => <CovariateRow key={row.key} row={row} x={x} xs={checkpoints} base={axisY + 18 + i * 37 + 30} />)}
    </svg>
  );
}

function Panel({ panel, x, step, units, perUnit, base, people, what, kind }: { readonly kind: string; readonly panel: CurvePanel; readonly x: Scale; readonly step: number; readonly units: number; readonly perUnit: number; readonly base: number; readonly people: string; /** What is counted. */ readonly what: string }) {
  const t = useTranslations("emergence");
  const { look, points, proxy, corrected, onset } = panel;
  const height = Math.max(42, units * perUnit);
  const y = linear([0, units * step], [base, base - height]);
  const colour = `var(--${look.colour})`;
  const shown = points.flatMap((point) => (point.estimate === null ? [] : [{ x: x(point.t), y: y(point.estimate), point }]));
  const band = points.flatMap(({ t: at, low, high }) => (high === null ? [] : [{ x: x(at), low: y(low ?? 0), high: y(Math.min(high, units * step * 1.02)) }]));
  const counted = fitting(points.map((point) => x(point.t)), 26);
  const last = points.findLast(({ estimate }) => estimate !== null);
  const end = corrected.at(-1);
  const labels = spread([
    ...(last ? [{ y: y(last.estimate!), text: `${people} ${rate(last.estimate!)}`, fill: colour, bold: true }] : []),
    ...(end ? [{ y: y(Math.min(end.value, units * step)), text: t("correctedEnd", { value: rate(end.value) }), fill: colour, bold: false }] : []),
    ...(proxy.length > 0 ? [{ y: y(Math.min(proxy.at(-1)!.value, units * step)), text: t("proxyEnd", { kind, value: rate(proxy.at(-1)!.value) }), fill: "var(--ink-2)", bold: false }] : []),
  ], 13);
  const top = base - height;
  const verdict = verdictOf(panel, t);
  return (
    <g>
      {Array.from({ length: units + 1 }, (_, i) => (
        <g key={i}>
          <line x1={LEFT} x2={RIGHT} y1={y(i * step)} y2={y(i * step)} stroke={i === 0 ? "var(--line-strong)" : "var(--line)"} />
          {(perUnit >= 20 || i % 2 === 0 || units < 3) && <text x={LEFT - 8} y={y(i * step) + 4} textAnchor="end" className="dim">{tick(i * step, step)}</text>}
        </g>
      ))}
      <path d={bandPath(band)} fill={colour} fillOpacity={0.17} />
      {proxy.length > 0 && <path d={linePath(proxy.map(({ t: at, value }) => ({ x: x(at), y: y(Math.min(value, units * step)) })))} fill="none" stroke="var(--ink-2)" strokeWidth={1.7} strokeDasharray="0 4.2" strokeLinecap="round" />}
      {corrected.length > 0 && <path d={linePath(corrected.map(({ t: at, value }) => ({ x: x(at), y: y(Math.min(value, units * step)) })))} fill="none" stroke={colour} strokeWidth={1.4} strokeDasharray="6 3.5" />}
      {panel.runs.map(({ seed, points: ofRun }) => <path key={seed} d={linePath(ofRun.flatMap(({ t: at, estimate }) => (estimate === null ? [] : [{ x: x(at), y: y(Math.min(estimate, units * step)) }])))} fill="none" stroke={colour} strokeWidth={0.9} strokeOpacity={0.7}><title>{t("runTitle", { seed })}</title></path>)}
      <path d={linePath(shown)} fill="none" stroke={colour} strokeWidth={2.2} strokeLinejoin="round" />
      {shown.map(({ x: at, y: high, point }) => (
        <circle key={point.t} cx={at} cy={high} r={3} fill={point.events === 0 ? "var(--ground)" : colour} stroke={point.events === 0 ? colour : "var(--ground)"} strokeWidth={1.2}>
          <title>{t("pointTitle", { label: look.name, t: point.t, estimate: rate(point.estimate!), low: point.low === null ? "–" : rate(point.low), high: point.high === null ? "–" : rate(point.high), events: point.events })}</title>
        </circle>
      ))}
      {onset && <>
        <line x1={x(onset.after)} x2={x(onset.by)} y1={base} y2={base} stroke={colour} strokeWidth={3.5} />
        <path d={`M${x(onset.by) - 5} ${base + 1.5}h10l-5-8z`} fill={colour} stroke="var(--ground)" strokeWidth={1} />
      </>}
      {panel.proxyOnset !== null && panel.proxyOnset !== onset?.by && <>
        <path d={`M${x(panel.proxyOnset) - 4.5} ${base + 0.5}h9l-4.5-7.5z`} fill="var(--ground)" stroke="var(--ink-2)" strokeWidth={1.2} />
        <text x={x(panel.proxyOnset) - 9} y={base - 4} textAnchor="end" className="halo">{t("proxyOnset", { kind, t: whole(panel.proxyOnset) })}</text>
      </>}
      {end && <path d={`M${RIGHT + 9} ${y(Math.max(0, end.low))}V${y(Math.min(end.high, units * step))}M${RIGHT + 6.5} ${y(Math.max(0, end.low))}h5M${RIGHT + 6.5} ${y(Math.min(end.high, units * step))}h5`} stroke={colour} strokeWidth={1.3} fill="none" />}
      <text x={0} y={top + 12} className="tag" style={{ fill: colour }}>{look.tag}</text>
      <text x={22} y={top + 12} className="name">{look.name}</text>
      {verdict.map((line, i) => <text key={i} x={22} y={top + 28 + i * 14} className={i === 0 ? "ink" : "dim"}>{line}</text>)}
      {labels.map(({ text, at, fill, bold }) => <text key={text} x={RIGHT + 18} y={at + 4} className={bold ? "b" : ""} style={{ fill }}>{text}</text>)}
      {points.map((point, i) => counted[i] && <text key={point.t} x={x(point.t)} y={base + 14} textAnchor="middle" className="dim halo">{whole(point.events)}</text>)}
      <text x={RIGHT + 18} y={base + 14} className="dim">{what}</text>
    </g>
  );
}

type Translate = ReturnType<typeof useTranslations<"emergence">>;

function verdictOf({ onset, detectable, scarce, points }: CurvePanel, t: Translate): string[] {
  if (points.every(({ events }) => events === 0)) return [t("verdict.none")];
  if (scarce === "too few prompts") return [t("verdict.tooFew")];
  if (onset) return [t(`verdict.${onset.word}`, { by: whole(onset.by) }), t("verdict.interval", { after: whole(onset.after), by: whole(onset.by) })];
  return [t("verdict.notShown"), ...(detectable === null ? [] : [t("verdict.detectable", { rate: fixed(detectable, 2) })])];
}

/** The largest thing to show; a band that goes far over the line is cut. */
function topOf({ points, proxy, ceiling }: CurvePanel): number {
  const most = Math.max(1e-9, ...points.map(({ estimate }) => estimate ?? 0), ...proxy.map(({ value }) => value));
  return Math.min(ceiling ?? Infinity, Math.max(most * 1.08, Math.min(most * 1.6, Math.max(...points.map(({ high }) => high ?? 0)))));
}

/** 1, 2 or 5 times a power of ten, for at most four steps to the top. */
function tickStep(top: number): number {
  const raw = top / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= raw * 0.85) ?? power * 10;
}

const tick = (value: number, step: number): string => fixed(value, step >= 1 ? 0 : Math.min(4, Math.ceil(-Math.log10(step))));

interface Row { readonly key: string; readonly name: string; readonly values: readonly (number | null)[]; readonly write: (value: number) => string; readonly domain: readonly [number, number] }

/** What stands beside: left out where the import does not know it, or where it is 0 everywhere and no news. */
function covariateRows(covariates: readonly Covariates[], t: Translate): Row[] {
  const row = (key: "accuracy" | "meanTokens" | "truncated" | "degenerate" | "codeShare" | "reward" | "kl", write: (value: number) => string): Row => {
    const values = covariates.map((each) => each[key]);
    const known = values.filter((value) => value !== null);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const slack = Math.max((high - low) * 0.15, Math.abs(high) * 0.1, 1e-9);
    return { key, name: t(`covariate.${key}`), values, write, domain: [low - slack, high + slack] };
  };
  const rows = [row("accuracy", percent), row("meanTokens", whole), row("truncated", percent), row("degenerate", percent), row("codeShare", percent), row("reward", (value) => fixed(value)), row("kl", (value) => fixed(value, 3))];
  const always = ["accuracy", "meanTokens", "truncated"];
  return rows.filter(({ key, values }) => values.some((value) => value !== null && (value !== 0 || always.includes(key))));
}

function CovariateRow({ row, x, xs, base }: { readonly row: Row; readonly x: Scale; readonly xs: readonly Checkpoint[]; readonly base: number }) {
  const y = linear(row.domain, [base - 2, base - 27]);
  const points = row.values.flatMap((value, i) => (value === null ? [] : [{ x: x(xs[i]!.t), y: y(value), value }]));
  return (
    <g>
      <line x1={LEFT} x2={RIGHT} y1={base} y2={base} stroke="var(--line)" />
      <path d={linePath(points)} fill="none" stroke="var(--ink-2)" strokeWidth={1.5} />
      {points.map(({ x: at, y: high }) => <circle key={at} cx={at} cy={high} r={1.8} fill="var(--ink-2)" />)}
      <text x={22} y={base - 8} className="ink">{row.name}</text>
      {points.length > 0 && <>
        <text x={LEFT - 8} y={points[0]!.y + 4} textAnchor="end">{row.write(points[0]!.value)}</text>
        <text x={RIGHT + 18} y={points.at(-1)!.y + 4}>{row.write(points.at(-1)!.value)}</text>
      </>}
    </g>
  );
}
