"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ProblemBanner } from "@/ui/problem-banner";
import { type Problem, useProblemWords } from "@/ui/problem-words";
import { SubmitButton } from "@/ui/submit-button";
import { TextField } from "@/ui/text-field";
import { announce } from "@/ui/toast";
import { changePassword } from "../actions";

/** The current password and a new one; the other sessions end. */
export function PasswordForm() {
  const t = useTranslations("account");
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = useProblemWords();
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    setPending(true);
    const answer = await changePassword({ current: given.get("current"), next: given.get("next") });
    setPending(false);
    setProblem(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    form.reset();
    announce({ tone: "ok", text: t("passwordChanged") });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid max-w-sm gap-4">
      {problem && problem.kind !== "wrong-credentials" && !problem.errors?.length && <ProblemBanner problem={problem} />}
      <TextField label={t("currentPassword")} name="current" type="password" autoComplete="current-password" required error={problem?.kind === "wrong-credentials" ? t("wrongCurrent") : words.field(problem, "current")} />
      <TextField label={t("newPassword")} hint={t("passwordHint")} name="next" type="password" autoComplete="new-password" required minLength={10} error={words.field(problem, "next")} />
      <div><SubmitButton pending={pending}>{t("changePassword")}</SubmitButton></div>
    </form>
  );
}
