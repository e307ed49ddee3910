"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/ui/button";
import { Progress } from "@/ui/progress";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";

/** A release that is being built; asks once a second and shows the files when they are frozen. */
export function ReleaseProgress({ slug, id }: { readonly slug: string; readonly id: string }) {
  const t = useTranslations("releases");
  const router = useRouter();
  const [pending, setPending] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setInterval(() => void ask(), 1000);
    const ask = async () => {
      const answer = await call<{ state: string }>("GET", `/api/v1/projects/${slug}/releases/${id}`, undefined, stop.signal);
      if (answer.ok && answer.value.state !== "building") { clearInterval(timer); router.refresh(); }
    };
    return () => { clearInterval(timer); stop.abort(); };
  }, [slug, id, router]);
  const cancel = async () => {
    setPending(true);
    const answer = await call("POST", `/api/v1/projects/${slug}/releases/${id}/cancel`);
    setPending(false);
    if (!answer.ok) announce({ tone: "bad", text: answer.error.title });
    router.refresh();
  };
  return (
    <div className="grid max-w-2xl gap-3">
      <Progress label={t("building")} value={0} max={null} text={t("building")} />
      <p className="text-s text-ink-2">{t("leave")}</p>
      <div><Button tone="danger" pending={pending} onClick={() => void cancel()}>{t("cancelRelease")}</Button></div>
    </div>
  );
}
