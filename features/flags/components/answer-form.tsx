"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/button";
import { type Problem, ProblemBanner } from "@/ui/problem-banner";
import { TextArea } from "@/ui/text-field";
import { call } from "@/web/browser-call";

/** The adjudicator's answer to one flag. What was typed stays until it is kept. */
export function AnswerForm({ slug, annotation, again }: { readonly slug: string; readonly annotation: string; readonly again: boolean }) {
  const t = useTranslations("flags");
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);
  const [body, setBody] = useState("");
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setPending(true);
    const answer = await call("POST", `/api/v1/projects/${slug}/flags/${annotation}/answers`, { body });
    setPending(false);
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) { setBody(""); router.refresh(); }
  };
  return (
    <form onSubmit={(event) => void send(event)} className="grid max-w-[72ch] gap-2">
      {problem && <ProblemBanner problem={problem} />}
      <TextArea label={t(again ? "answerAgain" : "answer")} hint={t("answerHint")} rows={2} required value={body} onChange={(event) => setBody(event.currentTarget.value)} />
      <div><Button type="submit" size="s" pending={pending} disabled={body.trim() === ""}>{t("send")}</Button></div>
    </form>
  );
}
