"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { emptyAnnotation } from "@/core/annotation/annotation";
import { toUtf16 } from "@/core/text/offset";
import { IconButton } from "@/ui/icon-button";
import type { LayerView } from "../opening";
import { WorkbenchSession } from "../session";
import { paragraphAt } from "../surface/document";
import { SurfaceView } from "../surface/surface-view";
import { SpanTip } from "./span-tip";
import { BenchProvider, useBench } from "./use-bench";

/** The same text with another layer's spans, to read; it scrolls along with the own one. */
export function LayerPane({ layer, style, onClose }: { readonly layer: LayerView; readonly style: React.CSSProperties; readonly onClose: () => void }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const host = useRef<HTMLDivElement>(null);
  const headings = useRef({ prompt: t("field.prompt"), cot: t("field.cot"), answer: t("field.answer") });
  const [tip, setTip] = useState<{ readonly spans: readonly string[]; readonly at: DOMRect } | null>(null);
  const [session] = useState(() => new WorkbenchSession({ ...emptyAnnotation, spans: new Map(layer.spans.map((span) => [span.id, span])) }, bench.session.context, { readOnly: true }));

  useEffect(() => {
    const scroller = host.current!;
    const view = new SurfaceView(scroller, session, bench.doc, { headings: headings.current, named: false }, { hover: (spans, at) => setTip(at && spans.length > 0 ? { spans, at } : null), target: () => {}, targetRange: () => {} });
    const main = bench.view?.surface.frame.flow.parentElement;
    let asked = 0;
    const follow = (): void => {
      asked ||= requestAnimationFrame(() => {
        asked = 0;
        const top = bench.view?.viewport.top();
        if (!bench.view || !top) return;
        view.scrollTo(top.field, top.offset);
        const text = bench.doc.fields[top.field];
        const paragraph = paragraphAt(text, toUtf16(text.map, top.offset));
        // To the pixel: the same line stands beside itself.
        if (paragraph) scroller.scrollTop += view.surface.elementOf(paragraph).getBoundingClientRect().top - bench.view.surface.elementOf(paragraph).getBoundingClientRect().top;
      });
    };
    follow();
    main?.addEventListener("scroll", follow, { passive: true });
    return () => {
      main?.removeEventListener("scroll", follow);
      if (asked) cancelAnimationFrame(asked);
      view.destroy();
    };
  }, [bench, session]);

  return (
    <section className="wb-beside" aria-label={layer.layer}>
      <header><b>{layer.layer}</b><IconButton label={t("closeLayer")} icon={<X size={15} />} onClick={onClose} /></header>
      <div ref={host} className="wb-text" role="region" aria-label={t("textOfLayer", { layer: layer.layer })} tabIndex={0} style={style} />
      {tip && <BenchProvider bench={{ ...bench, session }}><SpanTip spans={tip.spans} at={tip.at} author={layer.layer} /></BenchProvider>}
    </section>
  );
}
