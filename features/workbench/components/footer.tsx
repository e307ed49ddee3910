"use client";
import { useFormatter, useTranslations } from "next-intl";
import { Kbd } from "@/ui/kbd";
import { labelledUnits } from "../commands/label-step";
import { BlindGuess } from "./blind-guess";
import { BreakReminder } from "./break-reminder";
import { useKeySign } from "./command-key";
import { useBench, useReading, useSession } from "./use-bench";

/** How far the queue and the trace are, how long it took, and the keys that matter just now. */
export function Footer() {
  const t = useTranslations("workbench");
  const format = useFormatter();
  const { opening, session, doc } = useBench();
  const bySteps = session.context.codebook.unit !== "span";
  const spans = useSession((state) => state.annotation.spans);
  const mode = useSession((state) => state.mode.kind);
  const selected = useSession((state) => state.selected !== null);
  const suggested = useSession((state) => state.suggestions.size > 0);
  const { share, activeSeconds } = useReading();
  const place = opening.assignment;
  const here = useSession((state) => state.annotation.status === "submitted") && place?.held === true;
  const done = place && { submitted: place.submitted + (here ? 1 : 0), total: place.total };
  const read = format.number(share, { style: "percent", maximumFractionDigits: 0 });
  const key = useKeySign();
  const hints: readonly (readonly [string, string])[] = mode === "relating" ? [["1–9", "pick"], [key("prompt"), "field.prompt"], [key("jump"), "jump"], [key("escape"), "cancel"]]
    : mode === "answering" ? [["1–9", "answer"], [key("skipAttribute"), "passOver"], [key("confirm"), "done"]]
    : mode === "resizing" ? [["← →", "moveEdge"], [key("edges"), "otherEdge"], [key("confirm"), "done"]]
    : mode === "granularity" ? [["1", "snap.character"], ["2", "snap.word"], ["3", "snap.sentence"], ["4", "snap.step"]]
    : session.readOnly ? [[key("cycle"), "cycle"], [key("keys"), "allKeys"]]
    : suggested && !selected ? [[key("accept"), "accept"], [key("reject"), "reject"], [key("edges"), "editSuggestion"], [key("keys"), "allKeys"]]
    : selected ? [[key("confirm"), "answer"], [key("relate"), "relate"], [key("edges"), "edges"], [key("keys"), "allKeys"]] : [["1–9", "labelKey"], [key("cycle"), "cycle"], [key("keys"), "allKeys"]];
  return (
    <footer className="wb-footer">
      {done && <span title={t("submittedOf", done)}><Bar value={done.total === 0 ? 0 : done.submitted / done.total} />{t("submittedOf", done)}</span>}
      <span><Bar value={share} accent />{t("read", { share: read })}</span>
      <span className="wb-narrow-hide">{t("activeTime", { minutes: Math.floor(activeSeconds / 60), seconds: activeSeconds % 60 })}</span>
      <span>{bySteps ? t("stepsLabelled", { ...labelledUnits(session, doc, spans) }) : t("spanCount", { count: spans.size })}</span>
      {place && !opening.readOnly && <BlindGuess slug={opening.project.slug} />}
      <BreakReminder />
      <span className="wb-footer-keys">{hints.map(([sign, name]) => sign !== "" && <span key={name}><Kbd>{sign}</Kbd> {t(name)}</span>)}</span>
    </footer>
  );
}

function Bar({ value, accent = false }: { readonly value: number; readonly accent?: boolean }) {
  return <span aria-hidden className="wb-bar"><i data-accent={accent} style={{ width: `${Math.round(100 * Math.max(0, Math.min(1, value)))}%` }} /></span>;
}
