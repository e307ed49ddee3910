"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BREAKS, breakEvery, LOOK_LIMITS, rememberBreak, type ReadingLook } from "../preferences";
import { runCommand } from "../commands/run-command";
import { useBench, useSession } from "./use-bench";
import { Choices } from "./selection-panel";

/** Size, line length and face of the text. */
export function ReadingSettings({ look, onChange }: { readonly look: ReadingLook; readonly onChange: (look: ReadingLook) => void }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const [rest, setRest] = useState(breakEvery);
  const arcs = useSession((state) => state.arcs);
  const cues = useSession((state) => state.cues);
  const switches: readonly (readonly ["arcs" | "cues", boolean])[] = [["arcs", arcs], ...(bench.opening.cues ? [["cues", cues] as const] : [])];
  const range = (key: "size" | "width", step: number) => (
    <label className="wb-range">
      <span>{t(`look.${key}`)}</span>
      <input type="range" min={LOOK_LIMITS[key][0]} max={LOOK_LIMITS[key][1]} step={step} value={look[key]} onChange={(event) => onChange({ ...look, [key]: Number(event.target.value) })} />
      <output>{t(`look.${key}Value`, { value: look[key] })}</output>
    </label>
  );
  return (
    <section className="wb-section" aria-label={t("textLook")}>
      <h2 className="wb-panel-title">{t("textLook")}</h2>
      {range("size", 1)}
      {range("width", 4)}
      <div className="wb-range"><span>{t("look.face")}</span><Choices label={t("look.face")} disabled={false} value={look.face} choices={(["serif", "sans", "mono"] as const).map((value) => ({ value, name: t(`look.${value}`) }))} onChange={(face) => { if (face === "serif" || face === "sans" || face === "mono") onChange({ ...look, face }); }} /></div>
      {switches.map(([command, on]) => <label key={command} className="wb-empty-mark"><input type="checkbox" checked={on} onChange={() => runCommand(bench, command)} />{t(`show.${command}`)}</label>)}
      <div className="wb-range"><span>{t("breakAfter")}</span><Choices label={t("breakAfter")} disabled={false} value={String(rest)} choices={BREAKS.map((minutes) => ({ value: String(minutes), name: minutes === 0 ? t("never") : String(minutes) }))} onChange={(minutes) => { rememberBreak(Number(minutes)); setRest(breakEvery()); }} /></div>
    </section>
  );
}
