"use client";
import { ChevronLeft, ChevronRight, CircleHelp, Flag } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Activity } from "react";
import { BrandMark } from "@/ui/brand-mark";
import { IconButton } from "@/ui/icon-button";
import { useKeySign } from "./command-key";
import { SaveStatus } from "./save-status";
import { useBench, useSession } from "./use-bench";

/** Where one is in the queue, whether it is saved, and what ends the work on this trace. All but the state of saving is taken over from the server's page after the text has been painted. */
export function Header() {
  const { session } = useBench();
  return (
    <header className="wb-header">
      <Activity><Place /></Activity>
      <span className="wb-spring" />
      {!session.readOnly && <SaveStatus />}
      <Activity><TraceActions /></Activity>
    </header>
  );
}

/** The way back to the list, and the trace's place in the queue. */
function Place() {
  const t = useTranslations("workbench");
  const { opening, page } = useBench();
  const place = opening.assignment;
  return (
    <>
      <Link href={`/projects/${opening.project.slug}/traces`} className="wb-home" aria-label={t("allTraces", { project: opening.project.name })}><BrandMark /><span className="wb-project">{opening.project.name}</span></Link>
      {place?.round && <span className="wb-round">{place.round}</span>}
      <nav className="wb-queue" aria-label={t("queue")}>
        <IconButton label={t("previous")} icon={<ChevronLeft size={16} />} onClick={() => page.previous()} />
        <span className="wb-title" title={opening.trace.title}>{place ? t.rich("placeInQueue", { position: place.position, total: place.total, q: (chunks) => <span className="wb-quiet">{chunks}</span> }) : opening.trace.title}</span>
        <IconButton label={t("next")} icon={<ChevronRight size={16} />} onClick={() => page.next()} />
      </nav>
    </>
  );
}

/** Flag, skip, hand back, help, submit; in a layer that is read only, whose it is. */
function TraceActions() {
  const t = useTranslations("workbench");
  const { opening, session, page } = useBench();
  const flagged = useSession((state) => state.annotation.flagged);
  const status = useSession((state) => state.annotation.status);
  const sign = useKeySign();
  const answers = opening.flagAnswers.length;
  return (
    <>
      {!session.readOnly && (
        <button type="button" className="wb-action" aria-pressed={flagged} aria-label={answers > 0 ? t("flagAnswered", { count: answers }) : t(flagged ? "flagged" : "flag")} onClick={() => session.set({ dialog: "flag" })}><Flag aria-hidden size={15} fill={flagged ? "currentColor" : "none"} /><span className={answers > 0 ? "font-semibold" : "wb-narrow-hide"}>{answers > 0 ? t("answersShort", { count: answers }) : t(flagged ? "flagged" : "flag")}</span></button>
      )}
      {!session.readOnly && opening.assignment?.held && status === "draft" && (["skip", "hand-back"] as const).map((dialog) => <button key={dialog} type="button" className="wb-action" title={t(`dialog.${dialog}`)} onClick={() => session.set({ dialog })}>{t(dialog === "skip" ? "skip" : "handBack")}</button>)}
      <IconButton label={t("keysAndHelp")} icon={<CircleHelp size={16} />} onClick={() => session.set({ dialog: "keys" })} />
      {session.readOnly ? <span className="wb-readonly">{t("readOnlyBadge")}{opening.layer !== "" && <> · <b>{opening.layer}</b></>}</span> : (
        <button type="button" className="wb-primary" onClick={() => (status === "submitted" ? session.perform([{ type: "reopen" }]) : page.submit())}>
          {t(status === "submitted" ? "reopen" : "submit")}{status === "submitted" ? null : <kbd>{sign("submit")}</kbd>}
        </button>
      )}
    </>
  );
}
