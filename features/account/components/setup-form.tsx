"use client";
import { type FormEvent, useState } from "react";
import { Banner } from "@/ui/banner";
import { Checkbox } from "@/ui/checkbox";
import { SubmitButton } from "@/ui/submit-button";
import { TextField } from "@/ui/text-field";
import { setUp } from "../actions";
import type { RefusalWords } from "./refusal-words";

export interface SetupWords {
  readonly token: string;
  readonly tokenHint: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly passwordHint: string;
  readonly demo: string;
  readonly demoHint: string;
  readonly submit: string;
  readonly refusals: RefusalWords;
}

interface Refusal {
  readonly kind: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

/** The first account: it administers the server. */
export function SetupForm({ token, words }: { readonly token: string; readonly words: SetupWords }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    setPending(true);
    setRefusal(null);
    const answer = await setUp({ setupToken: form.get("setupToken"), email: form.get("email"), name: form.get("name"), password: form.get("password"), demo: form.has("demo") }).catch(() => null);
    if (answer?.ok) return window.location.assign(answer.value.to);
    setPending(false);
    setRefusal({ kind: answer?.error.kind ?? "database-unavailable", errors: answer?.error.errors ?? [] });
  };
  const errorOf = (field: string) => refusal?.errors.find((error) => error.field === field)?.message;
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      {refusal && refusal.kind !== "wrong-setup-token" && <Banner tone="bad">{words.refusals[refusal.kind] ?? words.refusals.other}</Banner>}
      <TextField label={words.token} hint={words.tokenHint} name="setupToken" required defaultValue={token} autoComplete="off" spellCheck={false} autoFocus={token === ""} className="mono h-9!" error={refusal?.kind === "wrong-setup-token" ? words.refusals["wrong-setup-token"] : errorOf("setupToken")} />
      <TextField label={words.name} name="name" required maxLength={200} autoComplete="name" autoFocus={token !== ""} className="h-9!" error={errorOf("name")} />
      <TextField label={words.email} name="email" type="email" required autoComplete="username" className="h-9!" error={errorOf("email")} />
      <TextField label={words.password} hint={words.passwordHint} name="password" type="password" required minLength={10} autoComplete="new-password" className="h-9!" error={errorOf("password")} />
      <Checkbox name="demo" defaultChecked label={words.demo} hint={words.demoHint} />
      <SubmitButton tone="primary" pending={pending} className="mt-1 h-9!">{words.submit}</SubmitButton>
    </form>
  );
}
