"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { TextLink } from "@/ui/text-link";
import { call } from "@/web/browser-call";

interface Report {
  readonly looked: number;
  readonly names: number;
  readonly traces: number;
  readonly items: readonly { readonly trace: string; readonly externalId: string; readonly name: string; readonly field: string; readonly at: number }[];
}

/** Looks whether texts name the model or checkpoint that a blind round would hide. */
export function LeakCheck({ slug }: { readonly slug: string }) {
  const t = useTranslations("rounds");
  const [report, setReport] = useState<Report | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);
  const look = async (): Promise<void> => {
    setPending(true);
    const answer = await call<Report>("POST", `/api/v1/projects/${slug}/rounds/leaks`, {});
    setPending(false);
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) setReport(answer.value);
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3"><Button size="s" pending={pending} onClick={() => void look()}>{t("leaks")}</Button><span className="text-s text-ink-2">{t("leaksHint")}</span></div>
      {problem && <ProblemBanner problem={problem} />}
      <div role="status">
        {report && <p className="text-m">{t("leaksFound", { traces: report.traces, looked: report.looked, names: report.names })}</p>}
        {report && report.items.length > 0 && <ul className="mt-1 grid max-h-40 gap-0.5 overflow-y-auto text-s" tabIndex={0}>{report.items.map(({ trace, externalId, name, field, at }) => <li key={`${trace} ${field} ${name}`}><TextLink href={`/projects/${slug}/traces/${encodeURIComponent(trace)}`}>{externalId}</TextLink> <span className="text-ink-2">{t("leakAt", { name, field, at })}</span></li>)}</ul>}
      </div>
    </div>
  );
}
