"use client";
import { ArrowLeft, Check } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { contradictions, overallRating } from "@/core/ranking/contradictions";
import { moveBy, placeAt, placeOf, takeOut, tierOf, type Tiers } from "@/core/ranking/tiers";
import { Banner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { useProblemWords } from "@/ui/problem-words";
import { TextArea } from "@/ui/text-field";
import { call } from "@/web/browser-call";
import { dropDraft, heldDraft, keepDraft } from "../draft";
import type { ComparisonView } from "../comparison-view";
import { RankStrip } from "./rank-strip";
import { TraceColumn } from "./trace-column";
import "./ranking.css";

/** Letters stand for the traces: nothing else is said of where they come from. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);

/** Two to nine traces of one prompt side by side, to be put into an order with ties: by dragging their letters or by keys. */
export function RankingBench({ view }: { readonly view: ComparisonView }) {
  const t = useTranslations("ranking");
  const words = useProblemWords();
  const [revision, setRevision] = useState(view.revision);
  const [tiers, setTiers] = useState<Tiers>(view.tiers);
  const [past, setPast] = useState<readonly Tiers[]>([]);
  const [reason, setReason] = useState(view.reason);
  const [state, setState] = useState<"open" | "saving" | "saved">(view.revision > 0 ? "saved" : "open");
  const [fault, setFault] = useState<string | null>(null);
  const [spoken, setSpoken] = useState("");
  const moved = useRef<string | null>(null);

  useEffect(() => {
    const draft = heldDraft(view.draftKey);
    if (!draft || draft.revision !== view.revision) return;
    queueMicrotask(() => { setTiers(draft.tiers); setReason(draft.reason); setState("open"); });
  }, [view]);
  useEffect(() => {
    if (moved.current) document.getElementById(`rank-${moved.current}`)?.focus();
    moved.current = null;
  }, [tiers]);

  const letters = new Map(view.traces.map(({ id }, index) => [id, letterOf(index)]));
  const overall = new Map(view.traces.map(({ id }) => [id, overallRating(view.ratings[id], view.questions)]));
  const against = contradictions(tiers, overall);
  const left = view.traces.filter(({ id }) => tierOf(tiers, id) === null).length;

  const put = (next: Tiers, id: string): void => {
    if (next === tiers) return;
    moved.current = id;
    setPast([...past, tiers]);
    setTiers(next);
    setState("open");
    keepDraft(view.draftKey, { revision, tiers: next, reason });
    const at = tierOf(next, id);
    const ties = at === null ? [] : next[at]!.filter((other) => other !== id).map((other) => letters.get(other)!);
    setSpoken(at === null ? t("saidOut", { letter: letters.get(id)! }) : ties.length > 0 ? t("saidTied", { letter: letters.get(id)!, place: placeOf(next, at), others: ties.join(", ") }) : t("saidPlace", { letter: letters.get(id)!, place: placeOf(next, at) }));
  };
  const undo = (): void => {
    const last = past.at(-1);
    if (!last) return;
    setPast(past.slice(0, -1));
    setTiers(last);
    keepDraft(view.draftKey, { revision, tiers: last, reason });
    setState("open");
  };
  const save = async (): Promise<void> => {
    if (left > 0 || (against.length > 0 && reason.trim() === "")) return setFault(t(left > 0 ? "leftOut" : "reasonNeeded", { count: left }));
    setState("saving");
    const answer = await call<{ revision: number }>("PUT", `/api/v1/projects/${view.slug}/traces/${view.trace}/ranking`, { revision, tiers, reason });
    if (!answer.ok) {
      setState("open");
      return setFault(answer.error.kind === "stale-revision" ? t("elsewhere") : words.sentence(answer.error));
    }
    dropDraft(view.draftKey);
    setRevision(answer.value.revision);
    setFault(null);
    setState("saved");
    setSpoken(t("saved"));
  };
  /** Keys on a letter, and digits on a column. @returns whether the key was taken */
  const onKey = (id: string, event: React.KeyboardEvent, arrows: boolean): void => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
    const next = !bare || event.nativeEvent.isComposing ? null
      : digit !== undefined ? placeAt(tiers, id, Number(digit))
      : arrows && event.key === "ArrowLeft" ? moveBy(tiers, id, -1) : arrows && event.key === "ArrowRight" ? moveBy(tiers, id, 1)
      : arrows && (event.key === "Backspace" || event.key === "Delete") ? takeOut(tiers, id) : null;
    if (next === null) return;
    event.preventDefault();
    put(next, id);
  };

  return (
    <div className="rk" onKeyDown={(event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); void save(); }
      else if ((event.ctrlKey || event.metaKey) && event.key === "z" && !(event.target instanceof HTMLTextAreaElement)) { event.preventDefault(); undo(); }
    }}>
      <header className="rk-head">
        <Link href={`/projects/${view.slug}/traces/${view.trace}`} className="rk-back"><ArrowLeft aria-hidden size={15} />{t("back")}</Link>
        <h1>{t("title", { count: view.traces.length })}</h1>
        {view.total > view.traces.length && <span className="rk-quiet">{t("ofMany", { count: view.traces.length, total: view.total })}</span>}
        <span className="rk-spring" />
        <span className="rk-state" data-state={state}>{state === "saved" && <Check aria-hidden size={15} />}{t(`state.${state}`)}</span>
        <Button tone="primary" pending={state === "saving"} onClick={() => void save()}>{t("save")}</Button>
      </header>
      <p className="rk-prompt"><span className="rk-quiet">{t("prompt")}</span>{view.prompt}</p>
      <RankStrip tiers={tiers} letters={letters} overall={overall} onPut={put} onKey={(id, event) => onKey(id, event, true)} onOpen={(id) => document.getElementById(`column-${id}`)?.focus()} />
      {(fault !== null || against.length > 0) && (
        <div className="rk-reason">
          {fault !== null && <Banner tone="bad">{fault}</Banner>}
          {against.length > 0 && <>
            <p>{t("contradicts", { count: against.length, pairs: against.slice(0, 4).map(({ better, worse }) => `${letters.get(better)} (${overall.get(better)}) > ${letters.get(worse)} (${overall.get(worse)})`).join(" · ") })}</p>
            <TextArea name="reason" label={t("reason")} value={reason} onChange={(event) => { setReason(event.target.value); setState("open"); keepDraft(view.draftKey, { revision, tiers, reason: event.target.value }); }} required rows={2} />
          </>}
        </div>
      )}
      <div className="rk-columns">
        {view.traces.map((trace, index) => (
          <TraceColumn key={trace.id} trace={trace} letter={letterOf(index)} place={placeText(tiers, trace.id)} ratings={view.ratings[trace.id] ?? {}} questions={view.questions} href={`/projects/${view.slug}/traces/${trace.id}`} onKey={(event) => onKey(trace.id, event, false)} />
        ))}
      </div>
      <p className="sr-only" role="status" aria-live="polite">{spoken}</p>
    </div>
  );

  function placeText(all: Tiers, id: string): string {
    const at = tierOf(all, id);
    return at === null ? t("unranked") : t("place", { place: placeOf(all, at), tied: String(all[at]!.length > 1) });
  }
}
