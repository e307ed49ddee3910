"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { suggestionsOf, withoutLayer } from "../suggested-spans";
import { useBench, useSession } from "./use-bench";

/** The layers that the reader may see: each can be read alone, or beside the own one. */
export function LayersPanel({ beside, onBeside }: { readonly beside: string | null; readonly onBeside: (layer: string | null) => void }) {
  const t = useTranslations("workbench");
  const { opening, session, tracker } = useBench();
  useSession((state) => state.suggestions);
  const { offered, rejected } = session;
  const shown = new Set([...offered.values()].map(({ provenance }) => provenance.source ?? ""));
  /** What a detector or somebody else says is in view: it may sway whoever labels. */
  const look = (layer: string): void => { if (!session.readOnly) tracker.show([layer], true); };
  const base = `/projects/${opening.project.slug}/traces/${encodeURIComponent(opening.trace.id)}`;
  return (
    <section className="wb-section" aria-label={t("layers")}>
      <h2 className="wb-panel-title">{t("layers")}</h2>
      {opening.layers.length === 0 && <p className="wb-hint">{t("noLayers")}</p>}
      <ul className="wb-layers">
        {opening.layers.map(({ layer, pass, status, spans }) => (
          <li key={`${layer} ${pass}`}>
            <span><b>{layer}</b>{pass === "truth" && <> {t("truthPass")}</>} <span className="wb-quiet">{pass === null ? t("spanCount", { count: spans.length }) : t("layerFacts", { spans: spans.length, status: t(`status.${status}`) })}</span></span>
            <button type="button" className="wb-small" aria-pressed={beside === `${layer} ${pass}`} onClick={() => { look(layer); onBeside(beside === `${layer} ${pass}` ? null : `${layer} ${pass}`); }}>{t("showBeside")}</button>
            {layer.startsWith("detector:")
              ? !session.readOnly && <button type="button" className="wb-small" aria-pressed={shown.has(layer)} onClick={() => { look(layer); session.suggest(shown.has(layer) ? withoutLayer(offered, layer) : new Map([...offered, ...suggestionsOf(layer, spans)])); }}>{t("asSuggestions")}</button>
              : <Link className="wb-link" prefetch={false} onClick={() => look(layer)} href={`${base}?layer=${encodeURIComponent(layer)}&pass=${pass}`}>{t("readAlone")}</Link>}
          </li>
        ))}
      </ul>
      {rejected.size > 0 && !session.readOnly && <p className="wb-hint">{t("rejectedCount", { count: rejected.size })} <button type="button" className="wb-link" onClick={() => session.reject([...rejected], true)}>{t("showRejected")}</button></p>}
    </section>
  );
}
