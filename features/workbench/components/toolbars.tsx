"use client";
import { BookOpen, CaseSensitive, Eye, EyeOff, Layers, Redo2, Search, Sigma, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/ui/icon-button";
import { Kbd } from "@/ui/kbd";
import { runCommand } from "../commands/run-command";
import { CommandKey, useKeySign } from "./command-key";
import { useBench, useSession } from "./use-bench";

export type SidePanel = "guidelines" | "layers" | "reading";

/** Undo, redo and what a selection snaps to: left of the palette. */
export function LeftBar() {
  const t = useTranslations("workbench");
  const bench = useBench();
  const sign = useKeySign();
  const granularity = useSession((state) => state.granularity);
  const choosing = useSession(({ mode }) => mode.kind === "granularity");
  const canUndo = useSession((state) => state.replica.history.done.length > 0);
  const canRedo = useSession((state) => state.replica.history.undone.length > 0);
  return (
    <div className="wb-bar-left">
      <IconButton label={t("undo")} icon={<Undo2 size={15} />} aria-disabled={!canUndo} onClick={() => bench.session.undo()} />
      <IconButton label={t("redo")} icon={<Redo2 size={15} />} aria-disabled={!canRedo} onClick={() => bench.session.redo()} />
      <span className="wb-spring" />
      <button type="button" className="wb-small" title={t("granularityHint", { key: sign("granularity") })} onClick={() => { runCommand(bench, "granularity"); bench.view?.focus(); }}><span className="wb-narrow-hide">{choosing ? t("chooseGranularity") : t(`snap.${granularity}`)}</span> {choosing ? <Kbd>1–4</Kbd> : <CommandKey of="granularity" />}</button>
    </div>
  );
}

/** What changes the view: right of the palette. */
export function RightBar({ panel, onPanel }: { readonly panel: SidePanel | null; readonly onPanel: (panel: SidePanel) => void }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const hidden = useSession((state) => state.hidden);
  const rendered = useSession((state) => state.rendered);
  const finding = useSession((state) => state.finding);
  return (
    <div className="wb-bar-right">
      <button type="button" className="wb-action" aria-expanded={panel === "guidelines"} onClick={() => onPanel("guidelines")}><BookOpen aria-hidden size={15} />{t("guidelines")}</button>
      <span className="wb-spring" />
      {bench.opening.layers.length > 0 && <IconButton label={t("layers")} icon={<Layers size={15} />} pressed={panel === "layers"} onClick={() => onPanel("layers")} />}
      <IconButton label={t("find")} icon={<Search size={15} />} pressed={finding} onClick={() => bench.session.set({ finding: !finding })} />
      <IconButton label={t("renderFormulas")} icon={<Sigma size={15} />} pressed={rendered} onClick={() => runCommand(bench, "render")} />
      <IconButton label={t("hideSpans")} icon={hidden ? <EyeOff size={15} /> : <Eye size={15} />} pressed={hidden} onClick={() => runCommand(bench, "hide")} />
      <IconButton label={t("textLook")} icon={<CaseSensitive size={16} />} pressed={panel === "reading"} onClick={() => onPanel("reading")} />
    </div>
  );
}
