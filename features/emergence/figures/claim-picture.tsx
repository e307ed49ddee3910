import type { ClaimEntry, ClaimPart } from "../claim-parts";
import { linear } from "./axes";
import type { Look } from "./looks";

const WIDTH = 440;
const INSET = 18;
const LINE = 17;

/** A claim card as a picture that stands alone, for slides and papers: the same words and numbers as the card. */
export function ClaimPicture({ id, look, sentence, cautions, parts }: { readonly id: string; readonly look: Look; readonly sentence: string; readonly cautions: readonly { readonly head: string; readonly text: string }[]; readonly parts: readonly ClaimPart[] }) {
  const rows: Row[] = [
    ...wrapped(sentence, 48).map((text): Row => ({ kind: "sentence", text })),
    ...cautions.flatMap(({ head, text }) => wrapped(`${head} ${text}`, 64).map((line, i): Row => ({ kind: "caution", text: line, first: i === 0 }))),
    ...parts.flatMap(({ title, entries }): Row[] => [{ kind: "part", text: title }, ...entries.map((entry): Row => ({ kind: "entry", entry }))]),
  ];
  const tops = rows.reduce<number[]>((so, row, i) => [...so, (so.at(-1) ?? 44) + (i === 0 ? 8 : heightOf(row))], []);
  const height = (tops.at(-1) ?? 44) + INSET;
  return (
    <svg id={id} viewBox={`0 0 ${WIDTH} ${height}`} width={WIDTH} height={height} className="plot">
      <rect x={0.5} y={0.5} width={WIDTH - 1} height={height - 1} rx={6} fill="var(--paper)" stroke="var(--line-strong)" />
      <text x={INSET} y={28} className="tag" style={{ fill: `var(--${look.colour})` }}>{look.tag}</text>
      <text x={INSET + 24} y={28} className="name">{look.name}</text>
      {rows.map((row, i) => <Line key={i} row={row} y={tops[i]! + 8} />)}
    </svg>
  );
}

type Row = { readonly kind: "sentence" | "part"; readonly text: string } | { readonly kind: "caution"; readonly text: string; readonly first: boolean } | { readonly kind: "entry"; readonly entry: ClaimEntry };

const heightOf = (row: Row): number => (row.kind === "part" ? 26 : row.kind === "caution" && row.first ? LINE + 5 : row.kind === "sentence" ? 20 : LINE);

function Line({ row, y }: { readonly row: Row; readonly y: number }) {
  switch (row.kind) {
    case "sentence": return <text x={INSET} y={y} className="ink" style={{ fontFamily: "var(--font-serif)", fontSize: 16 }}>{row.text}</text>;
    case "caution": return <text x={INSET} y={y} style={{ fill: "var(--warn)" }}>{row.first ? `△ ${row.text}` : row.text}</text>;
    case "part": return <text x={INSET} y={y} className="dim">{row.text}</text>;
    case "entry": {
      const { name, value, note, whisker } = row.entry;
      return (
        <g>
          <text x={INSET} y={y}>{name}</text>
          <text x={WIDTH - INSET} y={y} textAnchor="end"><tspan className="ink">{value}</tspan>{note !== undefined && <tspan className="dim"> {note}</tspan>}</text>
          {whisker && <g transform={`translate(${WIDTH - INSET - 110} ${y - 11})`}><Whisker {...whisker} /></g>}
        </g>
      );
    }
  }
}

/** An interval against the threshold of .667, 72 × 14; a hollow dot where it crosses it. */
export function Whisker({ value, low, high }: NonNullable<ClaimEntry["whisker"]>) {
  const x = linear([0, 1], [2, 70]);
  return (
    <>
      <line x1={x(0.667)} x2={x(0.667)} y1={0} y2={14} stroke="var(--warn)" strokeWidth={1.5} />
      {low !== null && high !== null && <line x1={x(Math.max(0, low))} x2={x(high)} y1={7} y2={7} stroke="var(--ink)" strokeWidth={1.5} />}
      <circle cx={x(Math.max(0, value))} cy={7} r={3} fill={low !== null && low < 0.667 ? "var(--paper)" : "var(--ink)"} stroke="var(--ink)" strokeWidth={1.2} />
    </>
  );
}

/** Lines of at most so many narrow characters; a wide (Chinese) one takes two, and may end a line. */
function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  let [line, width] = ["", 0];
  for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*/gu) ?? []) {
    const wide = Array.from(piece).reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);
    if (width > 0 && width + wide > most + 1) { lines.push(line); [line, width] = ["", 0]; }
    line += piece;
    width += wide;
  }
  return line === "" ? lines : [...lines, line];
}
