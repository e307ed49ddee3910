"use client";
import { type FormEvent, useState } from "react";
import { Banner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { SubmitButton } from "@/ui/submit-button";
import { TextField } from "@/ui/text-field";
import { signIn, signInWith } from "../actions";
import type { RefusalWords } from "./refusal-words";

export interface SignInWords {
  readonly email: string;
  readonly password: string;
  readonly submit: string;
  readonly or: string;
  readonly refusals: RefusalWords;
}

/** E-mail and password, and the providers that the server offers. The password is cleared after a refusal, the e-mail stays. */
export function SignInForm({ to, providers, words }: { readonly to: string; readonly providers: readonly { readonly id: string; readonly name: string; readonly verb: string }[]; readonly words: SignInWords }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    const typed = new FormData(form);
    setPending(true);
    setRefusal(null);
    const answer = await signIn({ email: String(typed.get("email")), password: String(typed.get("password")), to }).catch(() => null);
    if (answer?.ok) return window.location.assign(answer.value.to);
    setPending(false);
    setRefusal(words.refusals[answer?.error.kind ?? "database-unavailable"] ?? words.refusals.other);
    const password = form.elements.namedItem("password");
    if (!(password instanceof HTMLInputElement)) return;
    password.value = "";
    password.focus();
  };
  const elsewhere = async (provider: string) => {
    const answer = await signInWith({ provider, to }).catch(() => null);
    if (answer?.ok) window.location.assign(answer.value.url);
    else setRefusal(words.refusals[answer?.error.kind ?? "database-unavailable"] ?? words.refusals.other);
  };

  return (
    <div className="grid gap-5">
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        {refusal && <Banner tone="bad">{refusal}</Banner>}
        <TextField id="email" label={words.email} name="email" type="email" autoComplete="username" required autoFocus className="h-9!" />
        <TextField id="password" label={words.password} name="password" type="password" autoComplete="current-password" required className="h-9!" />
        <SubmitButton tone="primary" pending={pending} className="mt-1 h-9!">{words.submit}</SubmitButton>
      </form>
      {providers.length > 0 && (
        <div className="grid gap-2">
          <p className="flex items-center gap-3 text-s text-ink-2 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">{words.or}</p>
          {providers.map((provider) => <Button key={provider.id} className="h-9!" onClick={() => void elsewhere(provider.id)}>{provider.verb}</Button>)}
        </div>
      )}
    </div>
  );
}
