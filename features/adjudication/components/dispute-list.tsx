"use client";
import { useTranslations } from "next-intl";
import { answerInWords } from "@/core/codebook/answers-in-words";
import type { Label, TraceQuestion } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";
import { useLocale } from "next-intl";
import type { AdjudicationAnswer } from "../schema";
import { type Group, groupState, handleOf, membersOf, type WireSpan } from "./score-model";
import { StateIcon } from "./state-icon";

export type Answered = AdjudicationAnswer["answers"][number];

/** What is to be settled, the largest first, then the answers that differ, then what is settled. */
export function DisputeList({ open, settled, answers, spans, labels, questions, current, submitted, onPick, footer }: {
  readonly open: readonly Group[]; readonly settled: readonly Group[]; readonly answers: readonly Answered[]; readonly spans: ReadonlyMap<string, WireSpan>; readonly labels: ReadonlyMap<string, Label>; readonly questions: readonly TraceQuestion[];
  readonly current: string | null; /** The result is submitted: nothing is open any more. */ readonly submitted: boolean; readonly onPick: (key: string) => void; readonly footer: string;
}) {
  const t = useTranslations("adjudication");
  const waiting = answers.filter(({ decision }) => !decision);
  const total = open.length + settled.length + answers.length;
  return (
    <nav className="aj-list" aria-label={t("disagreements")}>
      <header className="px-4 pt-3.5 pb-2.5">
        <h2 className="font-semibold">{submitted ? t("submittedOf", { total }) : t("openOf", { open: open.length + waiting.length, total })}</h2>
        <p className="mt-0.5 text-s text-ink-2">{t.rich("largestFirst", { kbd: (key) => <kbd className="aj-kbd">{key}</kbd> })}</p>
      </header>
      <ol>
        {open.map((group) => <Item key={group.key} group={group} spans={spans} labels={labels} current={current === group.key} onPick={onPick} />)}
        {waiting.map((answer) => <AnswerItem key={answer.question} answer={answer} questions={questions} current={current === `?${answer.question}`} onPick={onPick} />)}
        {settled.length + answers.length - waiting.length > 0 && <li className="border-t border-line px-4 pt-3 pb-1.5 text-s text-ink-3">{t("settled")}</li>}
        {settled.map((group) => <Item key={group.key} group={group} spans={spans} labels={labels} current={current === group.key} onPick={onPick} />)}
        {answers.filter(({ decision }) => decision).map((answer) => <AnswerItem key={answer.question} answer={answer} questions={questions} current={current === `?${answer.question}`} onPick={onPick} />)}
      </ol>
      <footer className="border-t border-line px-4 py-2.5 text-s text-pretty text-ink-2">{footer}</footer>
    </nav>
  );
}

function Item({ group, spans, labels, current, onPick }: { readonly group: Group; readonly spans: ReadonlyMap<string, WireSpan>; readonly labels: ReadonlyMap<string, Label>; readonly current: boolean; readonly onPick: (key: string) => void }) {
  const t = useTranslations("adjudication");
  const language = useLocale();
  const members = membersOf(group, spans);
  const name = (key: string): string => { const label = labels.get(key); return label ? inLanguage(label.name, language) : key; };
  const state = groupState(group);
  const attributeName = (key: string): string => { const found = labels.get(members[0]!.span.label)?.attributes.find((one) => one.key === key); return found ? inLanguage(found.name, language) : key; };
  const [kind = "agree"] = group.differences;
  const title = kind === "only-one" || kind === "incomplete" ? t("only", { who: members.map(({ layer }) => handleOf(layer)).join(", ") }) : t(`kind.${kind}`);
  const says = group.decision ? t(`decided.${group.decision.choice}`, { who: group.decision.layer ? handleOf(group.decision.layer) : "" })
    : kind === "incomplete" ? t("notReadSays", { label: name(members[0]!.span.label), who: group.absent.filter(({ read }) => !read).map(({ layer }) => handleOf(layer)).join(", ") })
      : kind === "attribute" ? t("attributeSays", { keys: group.attributes.map(attributeName).join(", ") })
        : [...new Set(members.map(({ span }) => name(span.label)))].join(" / ");
  return (
    <li>
      <button type="button" className="aj-item" aria-current={current} onClick={() => onPick(group.key)}>
        <StateIcon state={state} size={16} label={t(`state.${state}`)} />
        <span className="min-w-0">
          <span className="float-right pl-2 tabular-nums">{kind === "attribute" || group.size === 0 ? "" : t("characters", { n: group.size })}</span>
          <b>{title}</b>
          <q>{members[0]!.span.quote}</q>
          <span>{says}</span>
        </span>
      </button>
    </li>
  );
}

function AnswerItem({ answer, questions, current, onPick }: { readonly answer: Answered; readonly questions: readonly TraceQuestion[]; readonly current: boolean; readonly onPick: (key: string) => void }) {
  const t = useTranslations("adjudication");
  const language = useLocale();
  const state = answer.decision ? "accepted" : "disagree";
  const question = questions.find(({ key }) => key === answer.question);
  return (
    <li>
      <button type="button" className="aj-item" aria-current={current} onClick={() => onPick(`?${answer.question}`)}>
        <StateIcon state={state} size={16} label={t(`state.${state}`)} />
        <span className="min-w-0"><b>{t("kind.answer")}</b><span className="block font-serif">{question ? inLanguage(question.name, language) : answer.question}</span><span>{answer.values.map(({ layer, value }) => `${handleOf(layer)}: ${answerInWords(question, value, language) ?? "–"}`).join(" · ")}</span></span>
      </button>
    </li>
  );
}
