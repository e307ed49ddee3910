"use client";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Moment } from "@/ui/moment";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { Progress } from "@/ui/progress";
import { call } from "@/web/browser-call";
import type { RoundLine } from "../loaders";
import { Reassign } from "./reassign";

/** Rounds with everybody's progress; an open one can be closed, its open items handed on, and people let pass. */
export function RoundList({ slug, lines, annotators }: { readonly slug: string; readonly lines: readonly RoundLine[]; readonly annotators: readonly string[] }) {
  const t = useTranslations("rounds");
  const format = useFormatter();
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const close = (id: string): Promise<void> => change(id, { closed: true });
  const change = async (id: string, input: object): Promise<void> => {
    const answer = await call("PATCH", `/api/v1/projects/${slug}/rounds/${id}`, input);
    setProblem(answer.ok ? null : answer.error);
    router.refresh();
  };
  return (
    <section aria-label={t("title")}>
      {problem && <ProblemBanner problem={problem} />}
      <ul className="grid">
        {lines.map((line) => (
          <li key={line.id} className="grid gap-3 border-t border-line py-4 md:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
            <div className="grid content-start gap-1">
              <h2 className="flex flex-wrap items-center gap-2 font-serif text-xl">{line.name}<Badge tone={line.closed ? "neutral" : "accent"}>{t(line.closed ? "closed" : "running")}</Badge></h2>
              <p className="text-s text-ink-2">{t(`pass.${line.pass}`)} · <Moment at={line.createdAt} />{line.hidden > 0 && <> · {t("blind", { n: line.hidden })}</>}</p>
              {line.people.length !== 1 && <p className="text-s tabular-nums">{t("done", { submitted: format.number(line.submitted), total: format.number(line.total) })}</p>}
              {line.waiting.behaviour > 0 && <p className="text-s text-ink-2">{t("waitsBehaviour", { n: line.waiting.behaviour })}</p>}
              {line.waiting.adjudication > 0 && <p className="text-s text-warn">{t.rich("waitsAdjudication", { n: line.waiting.adjudication, to: (words) => <Link href={`/projects/${slug}/adjudication`} className="underline">{words}</Link> })}</p>}
              {!line.closed && <div className="flex flex-wrap gap-2 pt-1"><Button size="s" onClick={() => void close(line.id)}>{t("close")}</Button><Reassign slug={slug} line={line} annotators={annotators} /></div>}
            </div>
            <ul className="grid content-start gap-2">
              {line.people.map(({ handle, total, submitted, skipped, qualification }) => (
                <li key={handle ?? ""} className="grid grid-cols-[120px_minmax(0,1fr)] items-start gap-3">
                  <span className="truncate font-mono text-s">{handle ?? t("pool")}</span>
                  <div>
                  <Progress label={handle ?? t("pool")} value={submitted} max={total} text={`${t("done", { submitted: format.number(submitted), total: format.number(total) })}${skipped > 0 ? ` · ${t("skipped", { n: skipped })}` : ""}`} />
                  {qualification && (
                    <p className="mt-1 flex items-center gap-2 text-s text-ink-2">
                      {t(qualification.passed ? "qualifiedState" : "notQualifiedState", { score: qualification.f1 === null ? "–" : format.number(qualification.f1, { minimumFractionDigits: 2, maximumFractionDigits: 2 }) })}
                      {!qualification.passed && !line.closed && handle !== null && <Button size="s" onClick={() => void change(line.id, { qualified: handle })}>{t("letPass")}</Button>}
                    </p>
                  )}
                  </div>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
