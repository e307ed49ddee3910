import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { answersInWords } from "@/core/codebook/answers-in-words";
import type { Label } from "@/core/codebook/codebook";
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
const AROUND = 90;

/** What became of an annotator's own work: where the result differs, and why. */
export function Feedback({ slug, view: { trace, codebook, feedback } }: { readonly slug: string; readonly view: FeedbackView }) {
  const t = useTranslations("adjudication");
  const maps = { prompt: offsetMap(trace.prompt), cot: offsetMap(trace.cot), answer: offsetMap(trace.answer) };
  const differing = feedback.items.filter(({ verdict }) => verdict !== "same");
  const around = ({ mine, result }: Entry): readonly [string, string, string] => {
    const { field, start, end } = (result ?? mine)!;
    const cut = (from: number, to: number): string => sliceRange(maps[field], { start: codePoint(from), end: codePoint(to) });
    return [cut(Math.max(0, start - AROUND), start), cut(start, end), cut(end, Math.min(maps[field].length, end + AROUND))];
  };
  return (
    <div className="mx-auto max-w-3xl px-4 pb-16 sm:px-6">
      <PageHeader title={t("feedbackOn", { title: trace.title })} actions={<Link href={`/projects/${slug}/adjudication`} className={buttonLook("quiet")}>{t("toList")}</Link>}>
        {t("feedbackSum", { same: feedback.items.length - differing.length, n: feedback.items.length, changed: differing.length })}
      </PageHeader>
      <ol className="grid">
        {[...differing, ...feedback.items.filter(({ verdict }) => verdict === "same")].map((entry, k) => {
          const [before, quote, after] = around(entry);
          return (
            <li key={k} className="grid gap-2 border-t border-line py-4">
              <p className="flex items-center gap-2 font-semibold"><StateIcon state={STATES[entry.verdict]} size={16} />{t(`verdict.${entry.verdict}`)}{entry.differences.length > 0 && <span className="font-normal text-ink-2">{entry.differences.map((one) => t(`kind.${one}`)).join(", ")}</span>}</p>
              <p className="font-serif text-l text-ink-2">…{before}<mark className="bg-accent-soft text-ink">{quote}</mark>{after}…</p>
              <dl className="grid gap-1 text-m">
                {entry.mine && <Reading name={t("yours")} span={entry.mine} labels={codebook.labels} />}
                {entry.result ? <Reading name={t("result")} span={entry.result} labels={codebook.labels} /> : entry.verdict === "rejected" && <div className="flex gap-3"><dt className="w-16 text-ink-2">{t("result")}</dt><dd>{t("nothingThere")}</dd></div>}
                {entry.reason && <div className="flex gap-3"><dt className="w-16 text-ink-2">{t("why")}</dt><dd className="font-serif text-l">{entry.reason}</dd></div>}
              </dl>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Reading({ name, span, labels }: { readonly name: string; readonly span: NonNullable<Entry["mine"]>; readonly labels: readonly Label[] }) {
  const language = useLocale();
  const label = labels.find(({ key }) => key === span.label);
  return (
    <div className="flex items-baseline gap-3">
      <dt className="w-16 shrink-0 text-ink-2">{name}</dt>
      <dd className="min-w-0">{label && <LabelMark name={inLanguage(label.name, language)} tag={label.tag} colour={label.colour} pattern={label.pattern} />} <q className="font-serif text-ink-2 italic">{span.quote}</q>{Object.entries(span.attributes).length > 0 && <span className="text-s text-ink-2"> · {answersInWords(label, span.attributes, language).join(" · ")}</span>}</dd>
    </div>
  );
}
