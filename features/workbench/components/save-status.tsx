"use client";
import { Check, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useProblemWords } from "@/ui/problem-words";
import { useBench, useSessionNow } from "./use-bench";

/** What has been saved and what waits: never said to be saved a moment too long. It keeps its width, so that nothing moves when it changes; a screen reader hears only what needs doing. */
export function SaveStatus() {
  const t = useTranslations("workbench");
  const format = useFormatter();
  const words = useProblemWords();
  const bench = useBench();
  const save = useSessionNow((state) => state.save);
  const conflicts = useSessionNow((state) => state.replica.conflicts.length);
  const waiting = "waiting" in save ? save.waiting : 0;
  const urgent = save.kind === "offline" || save.kind === "signed-out" || save.kind === "stopped";
  return (
    <span className="wb-save" data-state={conflicts > 0 ? "conflict" : save.kind}>
      <span role="status" className="wb-save-words" title={save.kind === "saved" && save.at !== null ? t("save.savedAt", { time: format.dateTime(save.at, { timeStyle: "medium" }) }) : undefined}>
        {save.kind === "saved" && <><Check aria-hidden size={15} />{t("save.saved")}</>}
        {save.kind === "saving" && <><LoaderCircle aria-hidden size={15} /><span aria-hidden>{t("save.saving")}</span></>}
        {save.kind === "offline" && <><CloudOff aria-hidden size={15} />{t("save.offline", { waiting })}</>}
        {save.kind === "signed-out" && <><TriangleAlert aria-hidden size={15} />{t("save.signedOut", { waiting })}</>}
        {save.kind === "stopped" && <><TriangleAlert aria-hidden size={15} />{t("save.stopped", { waiting })}<span className="wb-save-why first-letter:uppercase">{words.detail({ title: "", ...save })}. {t("save.keptHere")}</span></>}
      </span>
      {urgent && <button type="button" className="wb-link" onClick={() => { if (save.kind === "signed-out") bench.session.set({ dialog: "sign-in" }); else bench.saver.resume(); }}>{t(save.kind === "signed-out" ? "save.signIn" : "save.tryNow")}</button>}
      {conflicts > 0 && <button type="button" className="wb-link" onClick={() => bench.session.set({ dialog: "conflicts" })}>{t("save.conflicts", { count: conflicts })}</button>}
    </span>
  );
}
