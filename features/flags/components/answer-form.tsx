"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { SubmitButton } from "@/ui/submit-button";
import { TextArea } from "@/ui/text-field";
import { call } from "@/web/browser-call";

/** The adjudicator's answer to one flag. What was typed stays until it is kept. */
export function AnswerForm({ slug, annotation, again }: { readonly slug: string; readonly annotation: string; readonly again: boolean }) {
  const t = useTranslations("flags");
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const body = String(new FormData(form).get("body"));
    setPending(true);
    const answer = await call("POST", `/api/v1/projects/${slug}/flags/${annotation}/answers`, { body });
    setPending(false);
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) { form.reset(); router.refresh(); }
  };
  return (
    <form onSubmit={(event) => void send(event)} className="grid max-w-[72ch] gap-2">
      {problem && <ProblemBanner problem={problem} />}
      <TextArea label={t(again ? "answerAgain" : "answer")} hint={t("answerHint")} rows={2} name="body" required />
      <div><SubmitButton size="s" pending={pending}>{t("send")}</SubmitButton></div>
    </form>
  );
}
