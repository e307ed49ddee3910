"use client";
import { type FormEvent, useState } from "react";
import { Banner } from "@/ui/banner";
import { SubmitButton } from "@/ui/submit-button";
import { TextField } from "@/ui/text-field";
import { resetPassword, signIn } from "../actions";
import type { RefusalWords } from "./refusal-words";

/** A new password by a one-time link; signs in with it. */
export function ResetForm({ token, words }: { readonly token: string; readonly words: { readonly password: string; readonly passwordHint: string; readonly submit: string; readonly refusals: RefusalWords } }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    setPending(true);
    setRefusal(null);
    const answer = await resetPassword({ token, password }).catch(() => null);
    if (answer?.ok) {
      await signIn({ email: answer.value.email, password });
      return window.location.assign("/projects");
    }
    setPending(false);
    setRefusal(answer?.error.errors?.[0]?.message ?? words.refusals[answer?.error.kind ?? "database-unavailable"] ?? words.refusals.other);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      {refusal && <Banner tone="bad">{refusal}</Banner>}
      <TextField label={words.password} hint={words.passwordHint} name="password" type="password" required minLength={10} autoComplete="new-password" autoFocus className="h-9!" />
      <SubmitButton tone="primary" pending={pending} className="mt-1 h-9!">{words.submit}</SubmitButton>
    </form>
  );
}
