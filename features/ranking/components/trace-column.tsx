"use client";
import { useTranslations, useLocale } from "next-intl";
import Link from "next/link";
import { inLanguage } from "@/core/codebook/localized";
import type { TraceQuestion } from "@/core/codebook/codebook";
import type { Ratings } from "@/core/ranking/contradictions";
import type { ComparisonView } from "../comparison-view";

/** Characters of one block: what is out of view is not laid out. */
const BLOCK = 4_000;

/** One trace to read, under its letter, with the place that it has and the reader's own ratings of it. Digits give it a place. */
export function TraceColumn({ trace, letter, place, ratings, questions, href, onKey }: {
  readonly trace: ComparisonView["traces"][number]; readonly letter: string; readonly place: string; readonly ratings: Ratings; readonly questions: readonly TraceQuestion[]; readonly href: string; readonly onKey: (event: React.KeyboardEvent) => void;
}) {
  const t = useTranslations("ranking");
  const locale = useLocale();
  return (
    <article className="rk-column" aria-label={t("trace", { letter })}>
      <header>
        <h2>{letter}</h2><span className="rk-quiet">{place}</span><span className="rk-spring" />
        <Link href={href} className="rk-link" prefetch={false}>{t("open")}</Link>
      </header>
      {questions.length > 0 && (
        <dl className="rk-ratings">
          {questions.map(({ key, name }) => <div key={key}><dt>{inLanguage(name, locale)}</dt><dd>{ratings[key] ?? "–"}</dd></div>)}
        </dl>
      )}
      <div id={`column-${trace.id}`} className="rk-text" role="region" aria-label={t("textOf", { letter })} tabIndex={0} onKeyDown={onKey}>
        {blocksOf(trace.cot).map((block, index) => <p key={index} dir="auto">{block}</p>)}
        {trace.truncated && <p className="rk-quiet">{t("truncated")}</p>}
        {trace.answer !== null && trace.answer !== "" && <div className="rk-answer"><span className="rk-quiet">{t("answer")}</span>{blocksOf(trace.answer).map((block, index) => <p key={index} dir="auto">{block}</p>)}</div>}
      </div>
    </article>
  );
}

/** Cut at line breaks where there are any: joined, the blocks are the text. */
function blocksOf(text: string): readonly string[] {
  const blocks: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + BLOCK >= text.length ? text.length : text.lastIndexOf("\n", at + BLOCK) + 1;
    const cut = end > at ? end : at + BLOCK + (isLowSurrogate(text, at + BLOCK) ? 1 : 0);
    blocks.push(text.slice(at, cut));
    at = cut;
  }
  return blocks;
}

const isLowSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
