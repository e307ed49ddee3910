"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Progress } from "@/ui/progress";
import { call } from "@/web/browser-call";

const EVERY_MS = 700;

/** Shown while the panel is computed; the page comes by itself once it is there. */
export function UnderWay({ slug, of }: { readonly slug: string; readonly of: string }) {
  const t = useTranslations("agreement");
  const router = useRouter();
  const [share, setShare] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const ask = setInterval(() => {
      void call<{ share: number | null }>("GET", `/api/v1/projects/${slug}/agreement/progress?key=${of}`, undefined, stop.signal).then((answer) => {
        if (!answer.ok) return; // asked again in a moment
        if (answer.value.share === null || answer.value.share >= 1) router.refresh();
        else setShare(answer.value.share);
      });
    }, EVERY_MS);
    return () => { clearInterval(ask); stop.abort(); };
  }, [slug, of, router]);
  return <div className="max-w-[420px] py-8" aria-live="polite"><Progress label={t("computing")} value={share} max={1} text={t("computingSays", { share })} /></div>;
}
