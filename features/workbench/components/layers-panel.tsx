"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useBench } from "./use-bench";

/** The layers that the reader may see: each can be read alone, or beside the own one. */
export function LayersPanel({ beside, onBeside }: { readonly beside: string | null; readonly onBeside: (layer: string | null) => void }) {
  const t = useTranslations("workbench");
  const { opening } = useBench();
  const base = `/projects/${opening.project.slug}/traces/${encodeURIComponent(opening.trace.id)}`;
  return (
    <section className="wb-section" aria-label={t("layers")}>
      <h2 className="wb-panel-title">{t("layers")}</h2>
      {opening.layers.length === 0 && <p className="wb-hint">{t("noLayers")}</p>}
      <ul className="wb-layers">
        {opening.layers.map(({ layer, status, spans }) => (
          <li key={layer}>
            <span><b>{layer}</b> <span className="wb-quiet">{t("layerFacts", { spans: spans.length, status: t(`status.${status}`) })}</span></span>
            <button type="button" className="wb-small" aria-pressed={beside === layer} onClick={() => onBeside(beside === layer ? null : layer)}>{t("showBeside")}</button>
            {!layer.startsWith("detector:") && <Link className="wb-link" prefetch={false} href={`${base}?layer=${encodeURIComponent(layer)}`}>{t("readAlone")}</Link>}
          </li>
        ))}
      </ul>
    </section>
  );
}
