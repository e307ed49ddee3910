"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/ui/button";
import { useProblemWords } from "@/ui/problem-words";
import { Progress } from "@/ui/progress";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";

/** Begins a look for near-duplicates, and while one goes on tells how far it is. */
export function LookAgain({ slug, running, first, compared }: { readonly slug: string; readonly running: boolean; /** Nobody has looked yet. */ readonly first: boolean; readonly compared: number }) {
  const t = useTranslations("imports.near");
  const router = useRouter();
  const words = useProblemWords();
  const [pending, setPending] = useState(false);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => router.refresh(), 1500);
    return () => clearInterval(timer);
  }, [running, router]);
  if (running) return <div className="mb-8 max-w-2xl"><Progress label={t("looking")} value={compared} max={null} text={t("compared", { count: compared })} /></div>;
  const look = async () => {
    setPending(true);
    const answer = await call("POST", `/api/v1/projects/${slug}/near-duplicates`, {});
    setPending(false);
    if (!answer.ok) announce({ tone: "bad", text: words.sentence(answer.error) });
    router.refresh();
  };
  return <div className="mb-8"><Button pending={pending} onClick={() => void look()}>{t(first ? "lookFirst" : "look")}</Button></div>;
}
