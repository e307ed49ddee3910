"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/ui/button";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";

export interface DeletedLine {
  readonly slug: string;
  readonly name: string;
  readonly until: Date;
}

/** Projects that were deleted and can still be brought back. */
export function DeletedProjects({ projects }: { readonly projects: readonly DeletedLine[] }) {
  const t = useTranslations("projects");
  const format = useFormatter();
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const restore = async ({ slug, name }: DeletedLine) => {
    const answer = await call("POST", `/api/v1/projects/${slug}/restore`);
    setProblem(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    announce({ tone: "ok", text: t("restored", { name }) });
    router.refresh();
  };
  return (
    <section aria-labelledby="deleted" className="mt-10 grid gap-3">
      <h2 id="deleted" className="font-serif text-xl">{t("deleted")}</h2>
      {problem && <ProblemBanner problem={problem} />}
      <ul className="border-t border-line-strong">
        {projects.map((project) => (
          <li key={project.slug} className="flex items-center gap-6 border-b border-line px-2 py-2.5">
            <span className="min-w-0 flex-1 truncate">{project.name} <span className="mono text-s text-ink-2">{project.slug}</span></span>
            <span className="text-s text-ink-2">{t("restorableUntil", { date: format.dateTime(project.until, { dateStyle: "medium" }) })}</span>
            <Button size="s" onClick={() => void restore(project)} aria-label={t("restoreName", { name: project.name })}>{t("restore")}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
