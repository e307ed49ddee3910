"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { emptyAnnotation } from "@/core/annotation/annotation";
import { IconButton } from "@/ui/icon-button";
import type { LayerView } from "../opening";
import { WorkbenchSession } from "../session";
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
    const view = new SurfaceView(host.current!, session, bench.doc, { headings: headings.current, named: false }, { hover: (spans, at) => setTip(at && spans.length > 0 ? { spans, at } : null), target: () => {}, targetRange: () => {} });
    const main = bench.view?.surface.frame.flow.parentElement;
    let asked = 0;
    const follow = (): void => {
      asked ||= requestAnimationFrame(() => {
        asked = 0;
        const top = bench.view?.viewport.top();
        if (top) view.scrollTo(top.field, top.offset);
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
