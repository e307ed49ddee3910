"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { placeBefore, placeIn, placeOf, takeOut, tierOf, type Tiers } from "@/core/ranking/tiers";

/** The order itself, best first: tiers with the letters that share them, gaps that take a letter between two tiers, and those that have no place yet. */
export function RankStrip({ tiers, letters, overall, onPut, onKey, onOpen }: {
  readonly tiers: Tiers; readonly letters: ReadonlyMap<string, string>; readonly overall: ReadonlyMap<string, number | null>;
  readonly onPut: (next: Tiers, id: string) => void; readonly onKey: (id: string, event: React.KeyboardEvent) => void; readonly onOpen: (id: string) => void;
}) {
  const t = useTranslations("ranking");
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const zone = (name: string, take: (id: string) => Tiers) => ({
    "data-over": over === name,
    onDragOver: (event: React.DragEvent) => { if (dragged !== null) { event.preventDefault(); setOver(name); } },
    onDragLeave: () => setOver((held) => (held === name ? null : held)),
    onDrop: (event: React.DragEvent) => {
      event.preventDefault();
      if (dragged !== null) onPut(take(dragged), dragged);
      setDragged(null);
      setOver(null);
    },
  });
  const chip = (id: string) => {
    const rating = overall.get(id) ?? null;
    const at = tierOf(tiers, id);
    return (
      <button key={id} id={`rank-${id}`} type="button" className="rk-chip" draggable aria-describedby="rank-help"
        onKeyDown={(event) => onKey(id, event)} onClick={() => onOpen(id)}
        onDragStart={(event) => { event.dataTransfer.setData("text/plain", letters.get(id)!); event.dataTransfer.effectAllowed = "move"; setDragged(id); }}
        onDragEnd={() => { setDragged(null); setOver(null); }}>
        <b>{letters.get(id)}</b>{rating !== null && <small><span className="sr-only">{t("ratedAs")} </span>{rating}</small>}
        <span className="sr-only">{at === null ? t("unranked") : t("place", { place: placeOf(tiers, at), tied: String(tiers[at]!.length > 1) })}</span>
      </button>
    );
  };
  const last = <span className="rk-gap rk-last" {...zone("last", (id) => placeBefore(tiers, id, tiers.length))}>{tiers.length === 0 ? t("dropHere") : ""}</span>;
  const free = [...letters.keys()].filter((id) => tierOf(tiers, id) === null);
  return (
    <section className="rk-strip" data-dragging={dragged !== null} aria-label={t("order")}>
      <ol>
        {tiers.map((tier, at) => (
          <li key={tier.join(" ")}>
            <span className="rk-gap" {...zone(`gap-${at}`, (id) => placeBefore(tiers, id, at))} />
            <span className="rk-tier" {...zone(`tier-${at}`, (id) => placeIn(tiers, id, at))}><span className="rk-place">{placeOf(tiers, at)}</span>{tier.map(chip)}</span>
          </li>
        ))}
        {tiers.length === 0 && <li>{last}</li>}
      </ol>
      {tiers.length > 0 && last}
      {free.length > 0 && <div className="rk-free" {...zone("free", (id) => takeOut(tiers, id))}><span className="rk-quiet">{t("unranked")}</span>{free.map(chip)}</div>}
      <p id="rank-help" className="rk-quiet rk-help">{t("help")}</p>
    </section>
  );
}
