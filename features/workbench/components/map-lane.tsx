"use client";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { LABEL_PATHS } from "./label-icon";
import type { MapShapes } from "./map-shapes";

const X = (lane: number): number => 17 + 15 * Math.min(lane, 2);

interface Props {
  readonly shapes: MapShapes;
  /** Tops of the rows prompt, step 1 …, answer, and the end of the last, px. */
  readonly tops: readonly number[];
  /** Steps to draw, from 0; what only passes through them is drawn too. */
  readonly from: number;
  readonly to: number;
  readonly onNode: (span: string) => void;
}

/** The lane of the outline: the main line straight down, branches to the right, abandoned ones faded and ended with a stop, returns as arcs, errors and corrections joined by a thread. */
export const MapLane = memo(function MapLane({ shapes, tops, from, to, onNode }: Props) {
  const t = useTranslations("workbench");
  const height = tops.at(-1) ?? 0;
  const row = (index: number): number => ((tops[index] ?? 0) + (tops[index + 1] ?? height)) / 2;
  const y = (step: number): number => row(step + 1);
  const near = (a: number, b: number): boolean => Math.max(a, b) >= from && Math.min(a, b) <= to;
  const last = shapes.dots.length;
  const first = Math.max(0, from);
  return (
    <svg className="wb-map" width={60} height={height} viewBox={`0 0 60 ${height}`} aria-label={t("reasoningMap")} role="group">
      <path className="main" d={`M17 ${row(0)}V${row(last + 1)}`} />
      {shapes.branches.filter(({ leaves, end }) => near(leaves, end)).map(({ id, lane, parentLane, leaves, start, end, faded, stops }) => {
        const [x0, x1, y0, y1] = [X(parentLane), X(lane), y(leaves) + 4, y(start) - 6];
        return (
          <g key={id} className={faded ? "faded" : ""}>
            <path className="br" d={`M${x0} ${y0}C${x0} ${y0 + 10} ${x1} ${y1 - 10} ${x1} ${y1}V${Math.max(y1, y(end))}`} />
            {stops && <path className="stop" d={`M${x1 - 5} ${y(end) + 11}h10`} />}
          </g>
        );
      })}
      {shapes.returns.filter((link) => near(link.from, link.to)).map((link) => {
        const [x, a, b] = [X(link.lane), y(link.from), y(link.to)];
        const out = Math.min(58, x + 16 + Math.abs(a - b) / 30);
        return <g key={link.id}><path className="bk" d={`M${x + 7} ${a}C${out} ${a - 18} ${out} ${b + 18} 24 ${b}`} /><path className="bk" d={`M29 ${b - 4}L24 ${b}l5.5 4`} /></g>;
      })}
      {shapes.threads.filter((link) => near(link.from, link.to)).map((link) => {
        const [a, b] = [y(link.from), y(link.to)];
        return <path key={link.id} className="thread" d={`M10 ${a}C5 ${a + 8} 5 ${a + 12} 5 ${a + 20}V${Math.max(a + 20, b - 20)}C5 ${b - 12} 5 ${b - 8} 10 ${b}`} />;
      })}
      {shapes.dots.slice(first, to + 1).map((lane, k) => (lane === null ? null : <circle key={first + k} className="st" cx={X(lane)} cy={y(first + k)} r={2} />))}
      <rect className="fld" x={13} y={row(0) - 4} width={8} height={8} rx={1.5} />
      <rect className="fld" x={13} y={row(last + 1) - 4} width={8} height={8} rx={1.5} />
      {shapes.nodes.filter(({ step }) => step >= from && step <= to).map((node) => (
        <g key={node.step} className={`nd c-${node.colour}${node.faded ? " faded" : ""}`} data-filled={node.filled} role="button" tabIndex={-1} aria-label={t("mapNode", { label: node.label, step: node.step + 1 })} onClick={() => onNode(node.span)}>
          <circle cx={X(node.lane)} cy={y(node.step)} r={7} />
          <svg x={X(node.lane) - 4.75} y={y(node.step) - 4.75} width={9.5} height={9.5} viewBox="0 0 24 24"><path d={LABEL_PATHS[node.label] ?? "M12 8v8"} /></svg>
        </g>
      ))}
    </svg>
  );
});
