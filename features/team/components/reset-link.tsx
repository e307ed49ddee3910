"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button";
import { CopyLine } from "@/ui/copy-line";
import { Dialog } from "@/ui/dialog";
import { useProblemWords } from "@/ui/problem-words";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";
import type { MemberLine } from "./member-table";

/** A one-time link with which a member sets a new password: there is no mail server, so the owner hands it over. */
export function ResetLink({ slug, member }: { readonly slug: string; readonly member: MemberLine }) {
  const t = useTranslations("team");
  const words = useProblemWords();
  const [url, setUrl] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    const answer = await call<{ url: string }>("POST", `/api/v1/projects/${slug}/members/${member.id}/reset-link`);
    if (answer.ok) setUrl(answer.value.url);
    else announce({ tone: "bad", text: words.sentence(answer.error) });
  };
  return (
    <>
      <Button size="s" onClick={() => void make()}>{t("resetLink")}</Button>
      {url !== null && <Dialog title={t("resetMade")} open onClose={() => setUrl(null)} footer={<Button tone="primary" onClick={() => setUrl(null)}>{t("done")}</Button>}><p className="mb-3">{t("resetOnce", { handle: member.handle })}</p><CopyLine label={t("resetLink")} text={url} /></Dialog>}
    </>
  );
}
