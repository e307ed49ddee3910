"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/ui/button";
import { useProblemWords } from "@/ui/problem-words";
import { Progress } from "@/ui/progress";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";

/** A release that is being built; asks once a second and shows the files when they are frozen. */
export function ReleaseProgress({ slug, id }: { readonly slug: string; readonly id: string }) {
  const t = useTranslations("releases");
  const router = useRouter();
  const words = useProblemWords();
  const [pending, setPending] = useState(false);
  const [progress, setProgress] = useState<Built>({ traces: 0, of: null, agreement: false });
  useEffect(() => {
    const stop = new AbortController();
    const timer = setInterval(() => void ask(), 1000);
    const ask = async () => {
      const answer = await call<{ state: string; progress: Readonly<Record<string, unknown>> | null }>("GET", `/api/v1/projects/${slug}/releases/${id}`, undefined, stop.signal);
      if (answer.ok) setProgress(builtSoFar(answer.value.progress));
      if (answer.ok && answer.value.state !== "building") { clearInterval(timer); router.refresh(); }
    };
    return () => { clearInterval(timer); stop.abort(); };
  }, [slug, id, router]);
  const cancel = async () => {
    setPending(true);
    const answer = await call("POST", `/api/v1/projects/${slug}/releases/${id}/cancel`);
    setPending(false);
    if (!answer.ok) announce({ tone: "bad", text: words.sentence(answer.error) });
    router.refresh();
  };
  return (
    <div className="grid max-w-2xl gap-3">
      <Progress label={t("building")} value={progress.traces} max={progress.of} text={progress.agreement ? t("agreementStep") : progress.of === null ? t("building") : t("progress", { traces: progress.traces, of: progress.of })} />
      <p className="text-s text-ink-2">{t("leave")}</p>
      <div><Button tone="danger" pending={pending} onClick={() => void cancel()}>{t("cancelRelease")}</Button></div>
    </div>
  );
}

interface Built {
  readonly traces: number;
  /** null until the traces are chosen. */
  readonly of: number | null;
  readonly agreement: boolean;
}

const builtSoFar = (progress: Readonly<Record<string, unknown>> | null): Built =>
  ({ traces: typeof progress?.["traces"] === "number" ? progress["traces"] : 0, of: typeof progress?.["of"] === "number" ? progress["of"] : null, agreement: progress?.["doing"] === "agreement" });
