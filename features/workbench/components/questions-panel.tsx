"use client";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { shownParts } from "@/core/annotation/shown-parts";
import type { Answer } from "@/core/annotation/annotation";
import { inLanguage } from "@/core/codebook/localized";
import type { TraceQuestion } from "@/core/codebook/codebook";
import { KeptText } from "./kept-text";
import { Choices } from "./selection-panel";
import { useBench, useSession, useSessionNow } from "./use-bench";

/** Questions about the whole trace, and "nothing here". */
export function QuestionsPanel() {
  const t = useTranslations("workbench");
  const { session, opening } = useBench();
  const answers = useSession((state) => state.annotation.answers);
  const empty = useSession((state) => state.annotation.empty);
  const spans = useSession((state) => state.annotation.spans.size);
  const { questions } = shownParts(session.context.codebook, session.context.passes);
  // What the truth pass is judged against stands in sight; elsewhere it is with the other facts of the trace.
  const reference = opening.pass === "truth" ? opening.trace.facts.find(({ name }) => name === "referenceAnswer") : undefined;
  if (questions.length === 0 && spans > 0 && !empty && !reference) return null;
  return (
    <section className="wb-section" id="wb-questions" tabIndex={-1} aria-label={t("traceQuestions")}>
      {questions.length > 0 && <div className="wb-panel-head"><h2 className="wb-panel-title">{t("traceQuestions")}</h2><span>{t("nOfCount", { n: questions.filter(({ key }) => answers.has(key)).length, count: questions.length })}</span></div>}
      {reference && <dl className="wb-facts"><div><dt>{t("fact.referenceAnswer")}</dt><dd>{reference.value}</dd></div></dl>}
      {questions.map((question) => <Question key={question.key} question={question} answer={answers.get(question.key) ?? null} />)}
      {opening.samePrompt > 0 && !session.readOnly && questions.some(({ kind }) => kind === "rating") && (
        <Link className="wb-link" prefetch={false} href={`/projects/${opening.project.slug}/traces/${encodeURIComponent(opening.trace.id)}/ranking`}>{t("rankTraces", { count: opening.samePrompt })}</Link>
      )}
      {(spans === 0 || empty) && (
        <label className="wb-empty-mark">
          <input type="checkbox" checked={empty} disabled={session.readOnly} onChange={() => session.perform([{ type: "setEmpty", from: empty, to: !empty }])} />
          {t("nothingHere")}
        </label>
      )}
    </section>
  );
}

function Question({ question, answer }: { readonly question: TraceQuestion; readonly answer: Answer }) {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const { session } = useBench();
  const name = inLanguage(question.name, locale);
  const set = (to: Answer): void => { session.perform([{ type: "setAnswer", question: question.key, from: answer, to }]); };
  return (
    <div className="wb-question" data-kind={question.kind}>
      <span>{name}{question.required && <small> {t("required")}</small>}</span>
      {question.kind === "choice" && <Choices label={name} clearable disabled={session.readOnly} value={typeof answer === "string" ? answer : null} choices={question.choices.map((choice) => ({ value: choice.value, name: inLanguage(choice.name, locale) }))} onChange={set} />}
      {question.kind === "boolean" && <Choices label={name} clearable disabled={session.readOnly} value={typeof answer === "boolean" ? String(answer) : null} choices={["true", "false"].map((value) => ({ value, name: t(value === "true" ? "yes" : "no") }))} onChange={(value) => set(value === null ? null : value === "true")} />}
      {question.kind === "rating" && <Choices label={name} clearable disabled={session.readOnly} value={answer === null ? null : String(answer)} choices={Array.from({ length: question.high - question.low + 1 }, (_, k) => String(question.low + k)).map((value) => ({ value, name: value }))} onChange={(value) => set(value === null ? null : Number(value))} />}
      {question.kind === "text" && <TextAnswer question={question} label={name} />}
    </div>
  );
}

function TextAnswer({ question: { key }, label }: { readonly question: TraceQuestion; readonly label: string }) {
  const { session, view } = useBench();
  const answer = useSessionNow((state) => state.annotation.answers.get(key) ?? null);
  return <KeptText label={label} held={typeof answer === "string" ? answer : ""} readOnly={session.readOnly} keep={(text) => session.perform([{ type: "setAnswer", question: key, from: answer, to: text === "" ? null : text }])} onLeave={() => view?.focus()} />;
}
