"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { call } from "@/web/browser-call";

/** The project's choice whether unanimous traces become gold by themselves, and the way to do so for those that are there. */
export function CompleteAgreed({ slug, on, mayChange }: { readonly slug: string; readonly on: boolean; readonly mayChange: boolean }) {
  const t = useTranslations("adjudication");
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const change = async (next: boolean): Promise<void> => {
    const answer = await call("PATCH", `/api/v1/projects/${slug}`, { settings: { completeUnanimous: next } });
    setProblem(answer.ok ? null : answer.error);
    router.refresh();
  };
  const complete = async (): Promise<void> => {
    setPending(true);
    let [made, cursor]: [number, string | null] = [0, null];
    do {
      const answer: Awaited<ReturnType<typeof call<{ completed: number; next: string | null }>>> = await call<{ completed: number; next: string | null }>("POST", `/api/v1/projects/${slug}/adjudications/complete`, cursor === null ? {} : { cursor });
      if (!answer.ok) { setProblem(answer.error); break; }
      made += answer.value.completed;
      cursor = answer.value.next;
    } while (cursor !== null);
    setPending(false);
    setDone(made);
    router.refresh();
  };
  return (
    <section className="grid max-w-2xl gap-3 border-t border-line pt-4 pb-10">
      <Checkbox label={t("completeSetting")} hint={t(mayChange ? "completeHint" : "completeOwner")} checked={on} disabled={!mayChange} onChange={(event) => void change(event.currentTarget.checked)} />
      {on && <div className="flex items-center gap-3"><Button pending={pending} onClick={() => void complete()}>{t("completeNow")}</Button><span role="status" className="text-s text-ink-2">{done !== null && t("completed", { n: done })}</span></div>}
      {problem && <ProblemBanner problem={problem} />}
    </section>
  );
}
