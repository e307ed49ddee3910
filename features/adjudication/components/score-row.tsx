"use client";
import { useTranslations } from "next-intl";
import { memo, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Label } from "@/core/codebook/codebook";
import type { OffsetMap } from "@/core/text/offset";
import { type Bar, type Block, inBlock, type Lane } from "./score-model";
import type { RowLanes } from "./score-rows";
import { StateIcon } from "./state-icon";

/** px from the middle of a line of text: the result above, the first annotator below, one row each. */
const RESULT = -24;
const FIRST = 20;
const ROW = 15;

/** Height of a line with its lanes. */
export const lineHeight = (layers: number): number => 2 * Math.max(43, FIRST + ROW * (layers - 1) + 12);

interface Piece { readonly left: number; readonly width: number; readonly middle: number }
interface Drawn { readonly bar: Bar; readonly y: number; readonly pieces: readonly Piece[] }
interface Layout { readonly lines: readonly number[]; readonly width: number; readonly bars: readonly Drawn[]; readonly unread: readonly { readonly lane: Lane; readonly y: number; readonly pieces: readonly Piece[] }[]; readonly band: readonly Piece[] }

export interface RowProps {
  readonly block: Block;
  readonly map: OffsetMap;
  readonly row: RowLanes;
  readonly labels: ReadonlyMap<string, Label>;
  /** What the group in hand covers, where that is in this block. */
  readonly current: { readonly start: number; readonly end: number } | null;
  readonly currentGroup: string | null;
  readonly onPick: (group: string) => void;
}

/** One block of text; in most of a long one nobody marked anything, and it is text alone. */
export const ScoreRow = memo(function ScoreRow(props: RowProps) {
  const { block, row: { result, layers } } = props;
  if ([result, ...layers].some(({ bars }) => bars.length > 0)) return <MarkedRow {...props} />;
  return <div className="aj-row" data-field={block.field} data-marked={false} data-block={block.key}><p className="aj-text">{block.text}</p></div>;
});

/** A block with the lanes of every line. Bars are laid over the text where its lines have fallen; only what is near the window is measured. */
function MarkedRow({ block, map, row: { result, layers }, labels, current, currentGroup, onPick }: RowProps) {
  const t = useTranslations("adjudication");
  const frame = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLParagraphElement>(null);
  const [near, setNear] = useState(false);
  const [width, setWidth] = useState(0);
  const [fonts, setFonts] = useState(false);
  const [layout, setLayout] = useState<Layout | null>(null);

  useEffect(() => {
    const element = frame.current!;
    const seen = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) setNear(true); }, { rootMargin: "800px" });
    const sized = new ResizeObserver(() => setWidth(element.clientWidth));
    seen.observe(element);
    sized.observe(element);
    void document.fonts.ready.then(() => setFonts(true)); // lines fall otherwise in another face
    return () => { seen.disconnect(); sized.disconnect(); };
  }, []);

  useLayoutEffect(() => {
    const node = text.current?.firstChild;
    if (!near || !(node instanceof Text) || !frame.current) return;
    if (node.data !== block.text) node.data = block.text; // a page that comes as HTML has its \r\n read as \n: offsets would be off by one each
    const origin = frame.current.getBoundingClientRect();
    const pieces = (start: number, end: number): Piece[] => {
      const [from, to] = [Math.max(start, block.start), Math.min(end, block.end)];
      if (from >= to) return [];
      const range = document.createRange();
      range.setStart(node, inBlock(map, block, from));
      range.setEnd(node, inBlock(map, block, to));
      return onePerLine([...range.getClientRects()].filter((rect) => rect.width > 0).map((rect) => ({ left: rect.left - origin.left, width: rect.width, middle: rect.top + rect.height / 2 - origin.top })));
    };
    const lines = [...new Set(pieces(block.start, block.end).map(({ middle }) => Math.round(middle)))];
    const all = [{ lane: result, y: RESULT }, ...layers.map((lane, k) => ({ lane, y: FIRST + ROW * k }))];
    setLayout({
      lines, width: frame.current.clientWidth, band: current ? pieces(current.start, current.end) : [],
      bars: all.flatMap(({ lane, y }) => lane.bars.map((bar) => ({ bar, y, pieces: pieces(bar.start, bar.end) }))),
      unread: all.flatMap(({ lane, y }) => lane.unread.map((gap) => ({ lane, y, pieces: pieces(gap.start, gap.end) }))),
    });
  }, [near, width, fonts, block, map, result, layers, current]);

  const height = lineHeight(layers.length);
  return (
    <div ref={frame} className="aj-row" data-field={block.field} data-marked data-block={block.key} style={{ lineHeight: `${height}px` }}>
      {layout?.band.map((piece, k) => <span key={k} aria-hidden className="aj-band" style={{ left: piece.left - 4, width: piece.width + 8, top: piece.middle + RESULT - 10, height: FIRST + ROW * (layers.length - 1) + 10 - RESULT + 10 }} />)}
      {layout?.lines.map((middle) => [result, ...layers].map((lane, k) => {
        const y = middle + (k === 0 ? RESULT : FIRST + ROW * (k - 1));
        return <span key={`${middle} ${lane.id}`} aria-hidden className="aj-lane" data-result={k === 0} style={{ top: y }}><i>{lane.name}</i></span>;
      }))}
      <p ref={text} className="aj-text">{block.text}</p>
      {layout?.unread.map(({ lane, y, pieces }) => pieces.map((piece, k) => (
        <span key={`${lane.id} ${piece.middle} ${piece.left}`} className="aj-unread" style={{ left: piece.left, width: piece.width, top: piece.middle + y - 5 }}>{k === 0 && piece.width > 140 && <b><StateIcon state="incomplete" size={12} />{t("notReadBy", { layer: lane.name })}</b>}</span>
      )))}
      {layout?.bars.map(({ bar, y, pieces }) => <BarView key={bar.id} bar={bar} y={y} pieces={pieces} label={bar.label === null ? null : labels.get(bar.label)} begins={bar.start >= block.start} ends={bar.end <= block.end} current={bar.group !== null && bar.group === currentGroup} onPick={onPick} />)}
    </div>
  );
}

/** A space at which a line breaks has a box of its own. */
function onePerLine(pieces: readonly Piece[]): Piece[] {
  const lines: Piece[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (!last || Math.abs(last.middle - piece.middle) > 6) { lines.push(piece); continue; }
    const left = Math.min(last.left, piece.left);
    lines[lines.length - 1] = { left, width: Math.max(last.left + last.width, piece.left + piece.width) - left, middle: last.middle };
  }
  return lines;
}

function BarView({ bar, y, pieces, label, begins, ends, current, onPick }: { readonly bar: Bar; readonly y: number; readonly pieces: readonly Piece[]; readonly label: Label | null | undefined; readonly begins: boolean; readonly ends: boolean; readonly current: boolean; readonly onPick: (group: string) => void }) {
  const t = useTranslations("adjudication");
  const look = label ? `c-${label.colour} u-${label.pattern}` : "aj-open";
  const tag = label ? label.tag : t("open");
  return pieces.map((piece, k) => {
    const [first, last] = [begins && k === 0, ends && k === pieces.length - 1];
    const short = piece.width < (label ? 46 : 60);
    return (
      <span key={`${piece.middle} ${piece.left}`} className={`aj-bar ${look}`} data-state={bar.state} data-first={first} data-last={last} data-current={current} style={{ left: piece.left, width: piece.width, top: piece.middle + y }}
        onClick={() => { if (bar.group) onPick(bar.group); }}>
        {first && <span className="aj-tag" data-short={short}>{tag}<StateIcon state={bar.state} size={12} /></span>}
      </span>
    );
  });
}
