"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Button } from "@/ui/button";
import { classNames } from "@/ui/class-names";
import { Progress } from "@/ui/progress";
import { useHydrated } from "@/ui/use-hydrated";
import { call } from "@/web/browser-call";

const EVERY_MS = 700;

/** Shown while the panel is computed; the page comes by itself once it is there. */
export function UnderWay({ slug, of }: { readonly slug: string; readonly of: string }) {
  const t = useTranslations("agreement");
  const router = useRouter();
  const [share, setShare] = useState(0);
  const [state, setState] = useState<"computing" | "stopping" | "stopped">("computing");
  const [beginning, begin] = useTransition();
  const hydrated = useHydrated(); // a press on Stop before that would be lost, and this page is opened while the processor is busy
  useEffect(() => {
    if (state !== "computing") return;
    const stop = new AbortController();
    const ask = setInterval(() => {
      void call<{ share: number | null }>("GET", `/api/v1/projects/${slug}/agreement/progress?key=${of}`, undefined, stop.signal).then((answer) => {
        if (!answer.ok) return; // asked again in a moment
        if (answer.value.share === null || answer.value.share >= 1) router.refresh();
        else setShare(answer.value.share);
      });
    }, EVERY_MS);
    return () => { clearInterval(ask); stop.abort(); };
  }, [slug, of, router, state]);
  const cancel = () => {
    setState("stopping");
    void call("DELETE", `/api/v1/projects/${slug}/agreement/progress?key=${of}`).then((answer) => {
      setState(answer.ok ? "stopped" : "computing");
      if (!answer.ok) router.refresh(); // it is over already
    });
  };
  // One transition: the page says that it computes once the server has begun, and there is something to stop.
  const again = () => begin(() => { setShare(0); setState("computing"); router.refresh(); });
  if (state === "stopped") return <div className="py-8" role="status"><p className="mb-3 text-ink-2">{t("stopped")}</p><Button pending={beginning} onClick={again}>{t("computeAgain")}</Button></div>;
  return <div className="max-w-[420px] py-8" aria-live="polite"><Progress label={t("computing")} value={share} max={1} text={t("computingSays", { share })} /><Button className={classNames("mt-3", !hydrated && "invisible")} pending={state === "stopping"} onClick={cancel}>{t("stop")}</Button></div>;
}
