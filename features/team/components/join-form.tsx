"use client";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { Banner } from "@/ui/banner";
import { buttonLook } from "@/ui/button-look";
import { SubmitButton } from "@/ui/submit-button";
import { TextField } from "@/ui/text-field";
import { call } from "@/web/browser-call";

export interface JoinWords {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly passwordHint: string;
  readonly submit: string;
  readonly memberAlready: string;
  readonly toProjects: string;
  readonly refusals: Readonly<Record<string, string>> & { readonly other: string };
}

/** Takes an invitation: with the account that is signed in, or with a new one that is then signed in. */
export function JoinForm({ token, signedIn, signIn, words }: {
  readonly token: string; readonly signedIn: boolean; readonly words: JoinWords;
  readonly signIn: (input: unknown) => Promise<{ readonly ok: boolean }>;
}) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const join = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const account = { email: String(form.get("email")), name: String(form.get("name")), password: String(form.get("password")) };
    setPending(true);
    setRefusal(null);
    const answer = await call<{ slug: string }>("POST", "/api/v1/invitations/accept", signedIn ? { token } : { token, account });
    if (answer.ok) {
      if (!signedIn) await signIn({ email: account.email, password: account.password });
      return window.location.assign(`/projects/${answer.value.slug}/traces`);
    }
    setPending(false);
    const { kind } = answer.error;
    setRefusal(kind === "already-exists" && signedIn ? words.memberAlready : words.refusals[kind === "not-found" ? "gone" : kind] ?? words.refusals.other);
  };
  return (
    <form onSubmit={(event) => void join(event)} className="grid gap-4">
      {refusal && <Banner tone="bad">{refusal}</Banner>}
      {!signedIn && <>
        <TextField label={words.name} name="name" required maxLength={200} autoComplete="name" className="h-9!" />
        <TextField label={words.email} name="email" type="email" required autoComplete="username" className="h-9!" />
        <TextField label={words.password} hint={words.passwordHint} name="password" type="password" required minLength={10} autoComplete="new-password" className="h-9!" />
      </>}
      {refusal === words.memberAlready
        ? <Link href="/projects" className={`${buttonLook("primary")} mt-1 h-9!`}>{words.toProjects}</Link>
        : <SubmitButton tone="primary" pending={pending} className="mt-1 h-9!">{words.submit}</SubmitButton>}
    </form>
  );
}
