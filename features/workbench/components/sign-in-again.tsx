"use client";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Banner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { SubmitButton } from "@/ui/submit-button";
import { TextField } from "@/ui/text-field";
import { useSession } from "./use-bench";

/** Signs in by e-mail and password; the page hands it in, so that this feature needs no other. */
export type SignIn = (input: { email: string; password: string }) => Promise<{ readonly ok: boolean }>;

/** The session ended while somebody worked: they sign in here, in place, and what waits is sent. */
export function SignInAgain({ signIn, done }: { readonly signIn?: SignIn; readonly done: () => void }) {
  const t = useTranslations("workbench");
  const waiting = useSession((state) => state.replica.pending.length);
  const [state, setState] = useState<"asking" | "trying" | "refused">("asking");
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (!signIn) return;
    const form = new FormData(event.currentTarget);
    setState("trying");
    const answer = await signIn({ email: String(form.get("email")), password: String(form.get("password")) }).catch(() => ({ ok: false }));
    if (answer.ok) done();
    else setState("refused");
  };
  return (
    <>
      <p>{t("signInExplained", { waiting })}</p>
      {signIn && (
        <form className="grid gap-3" onSubmit={(event) => void send(event)}>
          {state === "refused" && <Banner tone="bad">{t("signInRefused")}</Banner>}
          <TextField name="email" type="email" label={t("email")} autoComplete="username" required autoFocus />
          <TextField name="password" type="password" label={t("password")} autoComplete="current-password" required />
          <div className="flex justify-end"><SubmitButton tone="primary" pending={state === "trying"}>{t("save.signIn")}</SubmitButton></div>
        </form>
      )}
      <div className="flex items-center justify-end gap-3">
        <a className="wb-link" href="/sign-in" target="_blank" rel="noopener">{t("signInInNewTab")}</a>
        <Button tone="quiet" onClick={done}>{t("signedInAgain")}</Button>
      </div>
    </>
  );
}
