"use client";
import { useTranslations } from "next-intl";
import { useLayoutEffect, useRef, useState } from "react";
import type { Place } from "../surface/text-surface";
import { relateToPlace, relateToRange } from "../commands/relate";
import { runKey } from "../commands/run-command";
import { startOf } from "../commands/move-caret";
import type { KeyMap } from "../keys";
import { SurfaceView } from "../surface/surface-view";
import { FirstFaces } from "./first-faces";
import { SpanTip } from "./span-tip";
import { useBench } from "./use-bench";
import "../surface/surface.css";

/** The text: an imperative surface in a React shell. React draws none of its characters. */
export function TextPane({ keys, style, onOpen }: { readonly keys: KeyMap; readonly style: React.CSSProperties; readonly onOpen: (view: SurfaceView) => void }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const host = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<{ readonly spans: readonly string[]; readonly at: DOMRect } | null>(null);
  const headings = useRef({ prompt: t("field.prompt"), cot: t("field.cot"), answer: t("field.answer") });
  const opened = useRef(onOpen);

  // With the frame that first shows the page, not one later.
  useLayoutEffect(() => {
    const scroller = host.current!;
    const { session, doc } = bench;
    const view = new SurfaceView(scroller, session, doc, { headings: headings.current, named: true }, {
      hover: (spans, at) => setTip(at && spans.length > 0 ? { spans, at } : null),
      target: (place: Place, spans) => relateToPlace(session, doc, place.field, place.offset, spans),
      targetRange: (field, start, end) => relateToRange(session, doc, field, start, end),
    });
    bench.view = view;
    session.textFirst(() => opened.current(view));
    let shown: ReadonlyMap<string, string> | null = null;
    const letters = session.subscribe(() => {
      const { mode } = session.state;
      const wanted = mode.kind === "relating" ? mode.letters : null;
      if (wanted !== shown) view.showLetters((shown = wanted) ?? new Map());
    });
    return () => {
      letters();
      bench.view = null;
      view.destroy();
    };
  }, [bench]);

  return (
    <>
      <FirstFaces prompt={bench.opening.trace.prompt} cot={bench.opening.trace.cot} style={style} />
      <div ref={host} className="wb-text" data-unit={bench.session.context.codebook.unit} role="region" aria-label={t("text")} aria-describedby="wb-text-help" tabIndex={0} style={style} spellCheck={false}
        onFocus={(event) => { if (event.target === host.current && !bench.session.state.cursor) bench.session.set({ cursor: startOf(bench.doc) }); }}
        onScroll={() => setTip(null)}
        onKeyDown={(event) => {
          // The pinned prompt can hold the focus too, to be scrolled: keys mean the same there.
          if ((event.target !== host.current && !(event.target as Element).classList.contains("wb-prompt")) || !bench.session.textFirst(() => runKey(bench, keys, event.nativeEvent, true))) return;
          event.preventDefault();
          event.stopPropagation();
        }} />
      <span aria-hidden className="wb-focus-line" />
      <p id="wb-text-help" className="sr-only">{t("textHelp")}</p>
      {tip && <SpanTip spans={tip.spans} at={tip.at} author={bench.session.readOnly ? bench.opening.layer : t("you")} />}
    </>
  );
}
