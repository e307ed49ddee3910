"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ReasoningMap } from "@/core/annotation/reasoning-map";
import { LABEL_PATHS } from "./label-icon";

/** What a step's node is about: the heaviest behaviour that begins in it. */
export interface Node {
  readonly step: number;
  readonly lane: number;
  readonly label: string;
  readonly colour: string;
  readonly span: string;
  readonly faded: boolean;
  readonly filled: boolean;
}

const X = (lane: number): number => 17 + 15 * Math.min(lane, 2);
const WEIGHT = ["error", "backtracking", "branching", "correction", "verification", "candidate_answer"];

/** One node a step at most; what else begins there is in the text. */
export function nodesOf(map: ReasoningMap, colourOf: (label: string) => string): readonly Node[] {
  const laneOf = new Map(map.lines.map((line) => [line.id, line]));
  const nodes = new Map<number, Node>();
  const put = (step: number, line: string, label: string, span: string, filled: boolean, lane?: number): void => {
    const held = nodes.get(step);
    if (held && WEIGHT.indexOf(held.label) <= WEIGHT.indexOf(label)) return;
    nodes.set(step, { step, lane: lane ?? laneOf.get(line)?.lane ?? 0, label, colour: colourOf(label), span, faded: laneOf.get(line)?.abandoned ?? false, filled });
  };
  for (const mark of map.answers) put(mark.step, mark.line, mark.span.label, mark.span.id, false);
  for (const check of map.checks) put(check.step, check.line, check.span.label, check.span.id, check.found);
  for (const { error, correction } of map.repairs) {
    if (correction) put(correction.step, correction.line, correction.span.label, correction.span.id, false);
    if (error) put(error.step, error.line, error.span.label, error.span.id, true);
  }
  for (const line of map.lines) {
    if (line.parent === null) continue;
    const step = map.steps.findLastIndex(({ start }) => start <= (line.pieces[0]?.start ?? 0));
    put(step, line.id, "branching", line.id, false, line.lane);
  }
  for (const back of map.returns) put(back.step, back.line, back.span.label, back.span.id, false);
  return [...nodes.values()].sort((a, b) => a.step - b.step);
}

/** The lane of the outline: the main line straight down, branches to the right, returns as arcs, errors and corrections joined by a thread. Drawn for the rows in view.
 *  @param top,height of row n in px: rows are prompt, steps, answer */
export function MapLane({ map, nodes, row, height, from, to, onNode }: {
  readonly map: ReasoningMap; readonly nodes: readonly Node[]; readonly row: (index: number) => number; readonly height: number; readonly from: number; readonly to: number; readonly onNode: (span: string) => void;
}) {
  const t = useTranslations("workbench");
  const busy = useMemo(() => new Set(nodes.map(({ step }) => step)), [nodes]);
  const y = (step: number): number => row(step + 1);
  const near = (a: number, b: number): boolean => Math.max(a, b) >= from && Math.min(a, b) <= to;
  const stepOfPosition = (position: number): number => Math.max(0, map.steps.findIndex(({ end }) => end > position));
  const last = map.steps.length;
  return (
    <svg className="wb-map" width={60} height={height} viewBox={`0 0 60 ${height}`} aria-label={t("reasoningMap")} role="group">
      <path className="main" d={`M17 ${row(0)}V${row(last + 1)}`} />
      {map.lines.filter((line) => line.parent !== null).map((line) => {
        const start = stepOfPosition(line.pieces[0]?.start ?? 0);
        const end = stepOfPosition(Math.max(0, (line.pieces.at(-1)?.end ?? 1) - 1));
        const leaves = Math.max(0, line.leaves === null ? start - 1 : stepOfPosition(line.leaves) === start ? start - 1 : stepOfPosition(line.leaves));
        if (!near(leaves, end)) return null;
        const parent = map.lines.find(({ id }) => id === line.parent)?.lane ?? 0;
        const [x0, x1, y0, y1] = [X(parent), X(line.lane), y(leaves) + 4, y(start) - 6];
        return (
          <g key={line.id} className={line.abandoned ? "faded" : ""}>
            <path className="br" d={`M${x0} ${y0}C${x0} ${y0 + 10} ${x1} ${y1 - 10} ${x1} ${y1}V${Math.max(y1, y(end))}`} />
            {(line.abandoned || line.fate === "dismissed" || line.fate === "not_pursued") && <path className="stop" d={`M${x1 - 5} ${y(end) + 12}h10`} />}
          </g>
        );
      })}
      {map.returns.map((back) => {
        if (back.toStep === null || !near(back.step, back.toStep)) return null;
        const x = X(nodes.find(({ step }) => step === back.step)?.lane ?? 0);
        const [a, b] = [y(back.step), y(back.toStep)];
        const out = Math.min(58, x + 16 + Math.abs(a - b) / 30);
        return <g key={back.span.id}><path className="bk" d={`M${x + 7} ${a}C${out} ${a - 18} ${out} ${b + 18} 24 ${b}`} /><path className="bk" d={`M29 ${b - 4}L24 ${b}l5.5 4`} /></g>;
      })}
      {map.repairs.map(({ error, correction }) => {
        if (!error || !correction || !near(error.step, correction.step)) return null;
        const [a, b] = [y(error.step), y(correction.step)];
        return <path key={`${error.span.id} ${correction.span.id}`} className="thread" d={`M10 ${a}C5 ${a + 8} 5 ${a + 12} 5 ${a + 20}V${Math.max(a + 20, b - 20)}C5 ${b - 12} 5 ${b - 8} 10 ${b}`} />;
      })}
      {map.steps.slice(Math.max(0, from), to + 1).map((step, k) => {
        const index = Math.max(0, from) + k;
        return busy.has(index) ? null : <circle key={index} className="st" cx={X(map.lines.find(({ id }) => id === step.line)?.lane ?? 0)} cy={y(index)} r={2} />;
      })}
      <rect className="fld" x={13} y={row(0) - 4} width={8} height={8} rx={1.5} />
      <rect className="fld" x={13} y={row(last + 1) - 4} width={8} height={8} rx={1.5} />
      {nodes.filter(({ step }) => step >= from && step <= to).map((node) => (
        <g key={node.step} className={`nd c-${node.colour}${node.faded ? " faded" : ""}`} data-filled={node.filled} role="button" tabIndex={-1} aria-label={t("mapNode", { label: node.label, step: node.step + 1 })} onClick={() => onNode(node.span)}>
          <circle cx={X(node.lane)} cy={y(node.step)} r={7} />
          <svg x={X(node.lane) - 4.75} y={y(node.step) - 4.75} width={9.5} height={9.5} viewBox="0 0 24 24"><path d={LABEL_PATHS[node.label] ?? "M12 8v8"} /></svg>
        </g>
      ))}
    </svg>
  );
}
