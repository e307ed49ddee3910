import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { answerInWords, answersInWords } from "@/core/codebook/answers-in-words";
import type { Codebook } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";
import { offsetMap, codePoint, sliceRange } from "@/core/text/offset";
import { buttonLook } from "@/ui/button-look";
import { LabelMark } from "@/ui/label-mark";
import { PageHeader } from "@/ui/page-header";
import type { FeedbackView } from "../loaders";
import type { FeedbackAnswer } from "../schema";
import { type SpanState, StateIcon } from "./state-icon";

type Entry = FeedbackAnswer["items"][number];
const STATES: Readonly<Record<Entry["verdict"], SpanState>> = { same: "agree", changed: "disagree", rejected: "rejected", missed: "accepted", open: "incomplete" };
/** Characters of the text around a place. */
const AROUND = 120;

/** What became of an annotator's own work: where the result differs, and why; what stands as they had it is listed below. */
export function Feedback({ slug, view: { trace, codebook, feedback } }: { readonly slug: string; readonly view: FeedbackView }) {
  const t = useTranslations("adjudication");
  const language = useLocale();
  const differing = feedback.items.filter(({ verdict }) => verdict !== "same");
  const same = feedback.items.filter(({ verdict }) => verdict === "same");
  return (
    <div className="mx-auto max-w-5xl pb-16">
      <PageHeader title={t("feedbackTitle")} actions={<><Link href={`/projects/${slug}/traces/${encodeURIComponent(trace.id)}`} prefetch={false} className={buttonLook("quiet")}>{t("openTrace")}</Link><Link href={`/projects/${slug}/adjudication`} className={buttonLook("quiet")}>{t("allResults")}</Link></>}>
        <b className="font-[550] text-ink">{trace.title}</b> · {t("feedbackSum", { same: same.length, n: feedback.items.length, changed: differing.length })}
      </PageHeader>
      {differing.length + feedback.answers.length === 0 && <p className="border-t border-line pt-4 font-serif text-l">{t("nothingDiffers")}</p>}
      <ol>
        {differing.map((entry, k) => (
          <Part key={k} state={STATES[entry.verdict]} title={t(`verdict.${entry.verdict}`)} more={entry.differences.map((one) => t(`kind.${one}`)).join(", ")} left={<Around entry={entry} trace={trace} />}>
            {entry.mine && <Reading name={t("yours")} span={entry.mine} labels={codebook.labels} quoted={entry.differences.includes("boundary")} />}
            {entry.result ? <Reading name={t("result")} span={entry.result} labels={codebook.labels} quoted={entry.differences.includes("boundary")} /> : entry.verdict === "rejected" && <Line name={t("result")}>{t("nothingThere")}</Line>}
            {entry.reason && <Line name={t("why")}><span className="font-serif text-l">{entry.reason}</span></Line>}
          </Part>
        ))}
        {feedback.answers.map(({ question, mine, result, reason }) => {
          const asked = codebook.questions.find(({ key }) => key === question);
          return (
            <Part key={question} state="disagree" title={t("kind.answer")} more="" left={<p className="font-serif text-l">{asked ? inLanguage(asked.name, language) : question}</p>}>
              <Line name={t("yours")}>{answerInWords(asked, mine, language) ?? t("unset")}</Line>
              <Line name={t("result")}>{answerInWords(asked, result, language) ?? t("unset")}</Line>
              {reason && <Line name={t("why")}><span className="font-serif text-l">{reason}</span></Line>}
            </Part>
          );
        })}
      </ol>
      {same.length > 0 && (
        <section className="border-t border-line-strong pt-4">
          <h2 className="flex items-center gap-2 font-semibold"><StateIcon state="agree" size={16} />{t("verdict.same")} <span className="font-normal text-ink-2 tabular-nums">{same.length}</span></h2>
          <ul className="mt-2 grid gap-1.5">
            {same.map(({ mine }, k) => mine && <li key={k} className="grid grid-cols-[11rem_1fr] items-baseline gap-3"><Mark label={codebook.labels.find(({ key }) => key === mine.label)} /><q className="truncate font-serif text-ink-2 italic" title={mine.quote}>{mine.quote}</q></li>)}
          </ul>
        </section>
      )}
    </div>
  );
}

/** What is to be read at the left, who says what of it at the right. */
function Part({ state, title, more, left, children }: { readonly state: SpanState; readonly title: string; readonly more: string; readonly left: ReactNode; readonly children: ReactNode }) {
  return (
    <li className="grid gap-x-8 gap-y-3 border-t border-line py-5 md:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="grid content-start gap-2">
        <h2 className="flex items-center gap-2 font-semibold"><StateIcon state={state} size={16} />{title}{more && <span className="font-normal text-ink-2">{more}</span>}</h2>
        {left}
      </div>
      <dl className="grid content-start gap-2 text-m md:pt-7">{children}</dl>
    </li>
  );
}

/** The place in its text: what the result marks stands out, what only the annotator marked is underlined. */
function Around({ entry: { mine, result }, trace }: { readonly entry: Entry; readonly trace: FeedbackView["trace"] }) {
  const { field } = (result ?? mine)!;
  const map = offsetMap(trace[field]);
  const cut = (from: number, to: number): string => sliceRange(map, { start: codePoint(from), end: codePoint(to) });
  const spans = [mine, result].filter((span) => span !== null);
  const [from, to] = [Math.max(0, Math.min(...spans.map(({ start }) => start)) - AROUND), Math.min(map.length, Math.max(...spans.map(({ end }) => end)) + AROUND)];
  const edges = [...new Set([from, ...spans.flatMap(({ start, end }) => [start, end]), to])].sort((a, b) => a - b);
  const holds = (span: Entry["mine"], at: number): boolean => span !== null && span.start <= at && at < span.end;
  return (
    <p className="font-serif text-l leading-7 text-pretty text-ink-2">
      {from > 0 && "…"}
      {edges.slice(0, -1).map((at, k) => {
        const text = cut(at, edges[k + 1]!);
        if (holds(result, at)) return <mark key={at} className="bg-accent-soft text-ink">{text}</mark>;
        return holds(mine, at) ? <u key={at} className="text-ink decoration-ink-3 decoration-dotted underline-offset-4">{text}</u> : text;
      })}
      {to < map.length && "…"}
    </p>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return <div className="grid grid-cols-[4rem_1fr] items-baseline gap-3"><dt className="text-ink-2">{name}</dt><dd className="min-w-0">{children}</dd></div>;
}

function Mark({ label }: { readonly label: Codebook["labels"][number] | undefined }) {
  const language = useLocale();
  return label ? <span><LabelMark name={inLanguage(label.name, language)} tag={label.tag} colour={label.colour} pattern={label.pattern} /></span> : null;
}

function Reading({ name, span, labels, quoted }: { readonly name: string; readonly span: NonNullable<Entry["mine"]>; readonly labels: Codebook["labels"]; readonly quoted: boolean }) {
  const language = useLocale();
  const label = labels.find(({ key }) => key === span.label);
  const facts = answersInWords(label, span.attributes, language);
  return (
    <Line name={name}>
      <Mark label={label} />
      {facts.length > 0 && <span className="mt-0.5 block text-s text-ink-2">{facts.join(" · ")}</span>}
      {quoted && <q className="mt-0.5 line-clamp-4 font-serif text-ink-2 italic" title={span.quote}>{span.quote}</q>}
    </Line>
  );
}
