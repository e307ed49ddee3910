"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { suggestionsOf, withoutLayer } from "../commands/suggestions";
import { useBench, useSession } from "./use-bench";

/** The layers that the reader may see: each can be read alone, or beside the own one. */
export function LayersPanel({ beside, onBeside }: { readonly beside: string | null; readonly onBeside: (layer: string | null) => void }) {
  const t = useTranslations("workbench");
  const { opening, session } = useBench();
  const suggestions = useSession((state) => state.suggestions);
  const shown = new Set([...suggestions.values()].map(({ provenance }) => provenance.source ?? ""));
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
            {layer.startsWith("detector:")
              ? !session.readOnly && <button type="button" className="wb-small" aria-pressed={shown.has(layer)} onClick={() => session.suggest(shown.has(layer) ? withoutLayer(session.state.suggestions, layer) : new Map([...session.state.suggestions, ...suggestionsOf(layer, spans)]))}>{t("asSuggestions")}</button>
              : <Link className="wb-link" prefetch={false} href={`${base}?layer=${encodeURIComponent(layer)}`}>{t("readAlone")}</Link>}
          </li>
        ))}
      </ul>
    </section>
  );
}
