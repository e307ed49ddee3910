"use client";
import { Redo2, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { answerInWords } from "@/core/codebook/answers-in-words";
import { inLanguage } from "@/core/codebook/localized";
import { codePoint, sliceRange } from "@/core/text/offset";
import { BrandMark } from "@/ui/brand-mark";
import { Button } from "@/ui/button";
import { buttonLook } from "@/ui/button-look";
import { IconButton } from "@/ui/icon-button";
import { ProblemBanner } from "@/ui/problem-banner";
import type { BenchView } from "../loaders";
import { ActionBar, type Member } from "./action-bar";
import { DisputeList } from "./dispute-list";
import { type DraftSpan, EditBar } from "./edit-bar";
import type { Cut, Step } from "./foresee";
import { movedEdge, selectedRange, stepBeside, stepInView } from "./move-edge";
import { extentOf, groupState, handleOf, isIn, isOpen, labelsByKey, lanesOf, membersOf, openGroups, spansOf, textMaps } from "./score-model";
import { ScoreRow } from "./score-row";
import { rowDealer } from "./score-rows";
import { SidePanel } from "./side-panel";
import { SPAN_STATES, StateIcon } from "./state-icon";
import { useAdjudication } from "./use-adjudication";
import "./adjudication.css";

/** The adjudicator's page: what differs at the left, the result above each line and the annotators below it, what to do about the place in hand underneath. */
export function Adjudicator({ slug, account, view }: { readonly slug: string; readonly account: string; readonly view: BenchView }) {
  const t = useTranslations("adjudication");
  const language = useLocale();
  const [picked, setPicked] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const [reason, setReason] = useState("");
  const [draft, setDraft] = useState<DraftSpan | null>(null);
  const score = useRef<HTMLDivElement>(null);

  const texts = useMemo(() => textMaps(view.trace), [view.trace]);
  const cut: Cut = (field, start, end) => sliceRange(texts.maps[field], { start: codePoint(start), end: codePoint(end) });
  const { held, save, waiting, problem, dismiss, again, decide, undo, redo, canUndo, canRedo, submit, reopen } = useAdjudication({ slug, account, title: view.trace.title }, view.adjudication, cut);
  const labels = useMemo(() => labelsByKey(view.codebook), [view.codebook]);
  const usable = useMemo(() => view.codebook.labels.filter(({ pass }) => view.passes?.includes(pass) ?? true), [view.codebook, view.passes]);
  const spans = useMemo(() => spansOf(held), [held]);
  const lanes = useMemo(() => lanesOf(held, texts.maps, t("result")), [held, texts, t]);
  const open = useMemo(() => openGroups(held), [held]);
  const answers = held.answers.filter(({ agreed }) => !agreed);
  const settled = held.groups.filter((one) => !isOpen(one) && one.decision!.choice !== "agreed");
  const queue = [...open.map(({ key }) => key), ...answers.filter(({ decision }) => !decision).map(({ question }) => `?${question}`)];
  const current = picked ?? queue[0] ?? null;
  const group = held.groups.find(({ key }) => key === current) ?? null;
  const answer = answers.find(({ question }) => `?${question}` === current) ?? null;
  const members = useMemo(() => (group ? membersOf(group, spans) : []), [group, spans]);
  const leader = members[turn % Math.max(1, members.length)];
  const submitted = held.status === "submitted";

  // By the group, not by the draft: an edge that moves must not scroll the text away.
  const scrollTo = useMemo(() => { const whole = members.length > 0 ? extentOf(members) : null; return whole && texts.blocks.findLast((one) => one.field === whole.field && one.start <= whole.start)?.key; }, [members, texts]);
  const extent = useMemo(() => (draft ?? (members.length > 0 ? extentOf(members) : null)), [draft, members]);
  const drafted = useMemo(() => draft && { ...lanes.result, bars: [...lanes.result.bars.filter(({ group: of }) => of === null || of !== draft.group), { id: "draft", field: draft.field, start: draft.start, end: draft.end, label: draft.label, state: "accepted" as const, group: draft.group }] }, [draft, lanes]);

  const [deal] = useState(rowDealer);
  const rows = useMemo(() => deal(texts.blocks, drafted ?? lanes.result, lanes.layers), [deal, texts, lanes, drafted]);
  const inHand = draft ? draft.group : current;
  // What the behaviour pass marked keeps its label in the truth pass: only what that pass asks of it is answered.
  const offered = draft && !usable.some(({ key }) => key === draft.label) ? [labels.get(draft.label)!] : usable;

  // The same for the page's life: the text is drawn anew only where something changed.
  const pick = useCallback((key: string | null): void => { setPicked(key); setTurn(0); setReason(""); setDraft(null); }, []);
  const goOn = (): void => { pick(null); score.current?.focus(); };
  /** After a place is settled the largest of the rest comes next, at once. */
  const settle = (step: Step): void => { if (!submitted) { decide(step); goOn(); } };
  const groupKey = group?.key ?? "";
  const accept = (member: Member | undefined = leader): void => { if (answer) settle({ question: answer.question, layer: answer.values[turn % answer.values.length]!.layer, reason }); else if (member) settle({ groupKey, choice: { kind: "accept", layer: member.layer }, reason }); };
  const merge = (): void => { if (leader && members.length > 1) settle({ groupKey, choice: { kind: "merge", label: leader.span.label }, reason }); };
  const reject = (): void => { if (group) settle({ groupKey, choice: { kind: "reject" }, reason }); };
  const edit = (): void => { if (leader && group && !submitted) { const { field, label, start, end, attributes } = leader.span; setDraft({ group: group.key, field, label, start, end, attributes }); score.current?.focus(); } };
  const keep = (): void => {
    if (!draft) return;
    const { group: of, field, ...span } = draft;
    const made = { ...span, certainty: "sure" as const, note: "" };
    settle(of === null ? { add: { ...made, note: reason, field } } : { groupKey: of, choice: { kind: "edit", span: made }, reason });
  };
  const step = (by: number): void => { const at = current === null ? -1 : queue.indexOf(current); const next = queue[Math.max(0, Math.min(queue.length - 1, at < 0 ? 0 : at + by))]; if (next !== undefined) pick(next); };
  const addHere = (): void => {
    const range = selectedRange(texts, score.current) ?? stepInView(texts, score.current, scrollTo);
    const [first] = usable;
    if (range && first && !submitted) { setPicked(null); setDraft({ group: null, ...range, label: first.key, attributes: {} }); score.current?.focus(); }
  };
  const toStep = (by: 1 | -1): void => {
    const beside = draft && stepBeside(texts, draft, by);
    if (!beside) return;
    setDraft({ ...draft, ...beside.range });
    score.current?.querySelector(`[data-block="${beside.block}"]`)?.scrollIntoView({ block: "nearest" });
  };

  const takeBack = (redone: boolean): void => {
    if (draft) return setDraft(null);
    if (submitted || !(redone ? canRedo : canUndo)) return;
    if (redone) redo();
    else undo();
    goOn();
  };

  const onKey = (event: KeyboardEvent): void => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.isComposing || event.defaultPrevented) return;
    if (target?.closest("input, textarea, select")) { if (event.key === "Escape" || (event.key === "Enter" && target.id === "aj-reason")) score.current?.focus(); return; }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); if (queue.length === 0 && !submitted) submit(); return; }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") { event.preventDefault(); takeBack(event.shiftKey); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inText = target === score.current;
    if (draft) {
      const label = offered.find(({ hotkey }) => String(hotkey) === event.key);
      if (label) setDraft({ ...draft, label: label.key, attributes: {} });
      else if (event.key === "Escape") setDraft(null);
      else if (event.key === "Enter" && (inText || target === document.body)) keep();
      else if (inText && (event.key === "ArrowLeft" || event.key === "ArrowRight")) setDraft(movedEdge(draft, texts.maps[draft.field], event.key === "ArrowRight" ? 1 : -1, event.shiftKey ? "start" : "end"));
      else if (inText && draft.group === null && (event.key === "ArrowUp" || event.key === "ArrowDown")) toStep(event.key === "ArrowDown" ? 1 : -1);
      else return;
    } else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "a") accept();
    else if (event.key === "m") merge();
    else if (event.key === "e") edit();
    else if (event.key === "x") reject();
    else if (event.key === "n") addHere();
    else if (event.key === "r") document.getElementById("aj-reason")?.focus();
    // The text keeps Tab only as long as there is another reading: behind the last it goes on as everywhere.
    else if (event.key === "Tab" && inText && !event.shiftKey && turn < (answer ? answer.values.length : members.length) - 1) setTurn(turn + 1);
    else return;
    event.preventDefault();
  };
  const keys = useRef(onKey);
  useEffect(() => { keys.current = onKey; });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => keys.current(event);
    window.addEventListener("keydown", listen);
    score.current?.focus();
    return () => window.removeEventListener("keydown", listen);
  }, []);
  useEffect(() => {
    if (scrollTo) score.current?.querySelector(`[data-block="${scrollTo}"]`)?.scrollIntoView({ block: "center" });
  }, [scrollTo, texts]);

  const states = [...held.groups.map(groupState)];
  const agreed = held.groups.filter(({ decision }) => decision?.choice === "agreed").length;
  const place = current === null ? -1 : queue.indexOf(current);
  return (
    <div className="aj">
      <header className="aj-head">
        <Link href={`/projects/${slug}/adjudication`} className="flex items-center gap-2 font-semibold"><BrandMark size={18} />Switchback<span className="sr-only">: {t("toList")}</span></Link>
        <h1 className="min-w-0 truncate text-ink-2"><b className="font-medium text-ink">{t("title")}</b> · {view.trace.title}</h1>
        <span className="ml-auto flex gap-1"><IconButton label={t("undo")} icon={<Undo2 size={15} />} disabled={!canUndo} onClick={() => takeBack(false)} /><IconButton label={t("redo")} icon={<Redo2 size={15} />} disabled={!canRedo} onClick={() => takeBack(true)} /></span>
        <span className="text-s text-ink-2" role="status">{t(`save.${save}`, { n: waiting })}</span>
        <span className="text-s text-ink-2 max-[1179px]:hidden">{t("neverChanged")}</span>
        {view.next ? <Link className={buttonLook(submitted ? "primary" : "quiet")} href={`/projects/${slug}/adjudication/${encodeURIComponent(view.next.trace)}?pass=${view.next.pass}`}>{t("nextTrace")}</Link> : <span className="text-s text-ink-2">{t("noNext")}</span>}
        {submitted ? <Button onClick={reopen}>{t("reopen")}</Button> : <Button tone="primary" disabled={queue.length > 0} onClick={submit}>{t("submit")}</Button>}
      </header>
      <DisputeList open={open} settled={settled} answers={answers} spans={spans} labels={labels} questions={view.codebook.questions} current={draft?.group === null ? null : current} submitted={submitted} onPick={pick} footer={submitted ? t("afterwards") : t("beforehand", { n: agreed })} />
      <main className="aj-mid">
        <div className="aj-states">
          {SPAN_STATES.map((state) => <span key={state}><StateIcon state={state} /><b>{states.filter((one) => one === state).length}</b>{t(`state.${state}`)}</span>)}
          <span className="ml-auto">{t("steps", { n: view.trace.stepEnds.length })}</span>
        </div>
        <div ref={score} className="aj-score" tabIndex={0} role="region" aria-label={t("text")}>
          {texts.blocks.map((block) => {
            const row = rows.get(block.key)!;
            const holds = [row.result, ...row.layers].some(({ bars }) => bars.some(({ group: of }) => of !== null && of === inHand));
            return <ScoreRow key={block.key} block={block} map={texts.maps[block.field]} labels={labels} row={row} current={extent && isIn(extent, block) ? extent : null} currentGroup={holds ? inHand : null} onPick={pick} />;
          })}
        </div>
        <div className="aj-act">
          {problem && <ProblemBanner problem={problem} action={waiting > 0 ? <Button size="s" onClick={again}>{t("again")}</Button> : <Button size="s" onClick={dismiss}>{t("close")}</Button>} />}
          {problem && waiting > 0 && <p className="text-s text-ink-2" role="status">{t("kept", { n: waiting })}</p>}
          {draft ? <EditBar draft={draft} quote={cut(draft.field, draft.start, draft.end)} labels={offered} passes={view.passes} onChange={setDraft} onSave={keep} onCancel={() => setDraft(null)} />
            : submitted ? <p className="aj-say" role="status">{t(waiting > 0 ? "submitting" : "submittedSays")}</p>
              : group && leader ? <ActionBar group={group} members={members} leader={leader} place={place < 0 ? null : place + 1} total={queue.length} labels={labels} reason={reason} onReason={setReason} onAccept={() => accept()} onMerge={merge} onEdit={edit} onReject={reject} onOther={() => setTurn((turn + 1) % members.length)} />
                : answer ? (
                  <>
                    <p className="aj-say" role="status"><b>{answerName(answer.question)}</b> {answer.values.map(({ layer, value }) => `${handleOf(layer)}: ${inWords(answer.question, value)}`).join(t("between"))}</p>
                    <div className="aj-keys">{answer.values.map(({ layer, value }, k) => <button key={layer} type="button" className="aj-key" data-primary={k === turn || undefined} onClick={() => settle({ question: answer.question, layer, reason })}>{k === turn && <kbd>a</kbd>}{handleOf(layer)}: {inWords(answer.question, value)}</button>)}</div>
                  </>
                ) : <p className="aj-say" role="status">{t("allSettled")}</p>}
          {!draft && !submitted && <p className="text-s text-ink-3">{t.rich("addHint", { kbd: (key) => <kbd className="aj-kbd">{key}</kbd> })}</p>}
        </div>
      </main>
      <SidePanel members={members} labels={labels} held={held} />
    </div>
  );

  function questionOf(question: string) {
    return view.codebook.questions.find(({ key }) => key === question);
  }

  function inWords(question: string, value: (typeof answers)[number]["values"][number]["value"]): string {
    return answerInWords(questionOf(question), value, language) ?? "–";
  }

  function answerName(question: string): string {
    const found = questionOf(question);
    return found ? inLanguage(found.name, language) : question;
  }
}
