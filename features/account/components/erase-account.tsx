"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { TextField } from "@/ui/text-field";
import { call } from "@/web/browser-call";

/** Ends one's own account for good, after its address was typed once more. */
export function EraseAccount({ email }: { readonly email: string }) {
  const t = useTranslations("account");
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);
  const erase = async (): Promise<void> => {
    setPending(true);
    const answer = await call("DELETE", "/api/v1/account", { email: typed });
    setPending(false);
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) location.assign("/sign-in");
  };
  return (
    <>
      <Button tone="danger" onClick={() => setOpen(true)}>{t("erase")}</Button>
      <Dialog title={t("eraseTitle")} open={open} onClose={() => setOpen(false)} footer={<><Button onClick={() => setOpen(false)}>{t("eraseKeep")}</Button><Button tone="danger" pending={pending} disabled={typed.toLowerCase() !== email} onClick={() => void erase()}>{t("erase")}</Button></>}>
        <p className="mb-3">{t("eraseText")}</p>
        <TextField label={t("eraseConfirm", { email })} value={typed} autoComplete="off" onChange={(event) => setTyped(event.currentTarget.value)} />
        {problem && <ProblemBanner problem={problem} />}
      </Dialog>
    </>
  );
}
