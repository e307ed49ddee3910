"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { call } from "@/web/browser-call";

/** Takes the project away from everybody, for as long as nobody restores it. */
export function DeleteProject({ slug, name, days }: { readonly slug: string; readonly name: string; /** As long as it can be restored. */ readonly days: number }) {
  const t = useTranslations("projects");
  const router = useRouter();
  const [asked, setAsked] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const remove = async () => {
    setPending(true);
    const answer = await call("DELETE", `/api/v1/projects/${slug}`);
    if (answer.ok) return router.push("/projects");
    setPending(false);
    setProblem(answer.error);
  };
  return (
    <>
      <Button tone="danger" onClick={() => setAsked(true)}>{t("delete")}</Button>
      <Dialog title={t("deleteTitle", { name })} open={asked} onClose={() => setAsked(false)} footer={<><Button onClick={() => setAsked(false)}>{t("keep")}</Button><Button tone="danger" pending={pending} onClick={() => void remove()}>{t("delete")}</Button></>}>
        {problem && <ProblemBanner problem={problem} />}
        <p>{t("deleteWhat", { days })}</p>
      </Dialog>
    </>
  );
}
