"use client";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/ui/button";
import { useProblemWords } from "@/ui/problem-words";
import { Progress } from "@/ui/progress";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";
import { rate, type Sample, withSample } from "../rate";
import { type ImportState, isOver } from "./import-state";

interface Running {
  readonly state: ImportState;
  readonly read: number;
  readonly created: number;
  readonly rejected: number;
}
interface Answer extends Running {
  readonly progress: { readonly bytes: number; readonly of: number } | null;
}

/** How far a running import is, with its pace; asks once a second and shows the report when it is over. */
export function ImportProgress({ slug, id, start }: { readonly slug: string; readonly id: string; readonly start: Running }) {
  const t = useTranslations("imports");
  const format = useFormatter();
  const router = useRouter();
  const [now, setNow] = useState<Answer & { readonly pace: number | null; /** Seconds. */ readonly left: number | null }>({ ...start, progress: null, pace: null, left: null });
  const words = useProblemWords();
  const [pending, setPending] = useState(false);
  const samples = useRef<readonly Sample[]>([]);
  const bytes = useRef<readonly Sample[]>([]);

  useEffect(() => {
    const stop = new AbortController();
    const timer = setInterval(() => void ask(), 1000);
    const ask = async () => {
      const answer = await call<Answer>("GET", `/api/v1/projects/${slug}/imports/${id}`, undefined, stop.signal);
      if (!answer.ok) return; // the next second asks again
      const { state, read, created, rejected, progress } = answer.value;
      samples.current = withSample(samples.current, { at: performance.now(), count: read });
      if (progress) bytes.current = withSample(bytes.current, { at: performance.now(), count: progress.bytes });
      const speed = rate(bytes.current);
      setNow({ state, read, created, rejected, progress, pace: rate(samples.current), left: progress && speed !== null && speed > 0 ? (progress.of - progress.bytes) / speed : null });
      if (isOver(state)) { clearInterval(timer); router.refresh(); }
    };
    return () => { clearInterval(timer); stop.abort(); };
  }, [slug, id, router]);

  const cancel = async () => {
    setPending(true);
    const answer = await call("POST", `/api/v1/projects/${slug}/imports/${id}/cancel`);
    setPending(false);
    if (!answer.ok) announce({ tone: "bad", text: words.sentence(answer.error) });
    router.refresh();
  };
  const counts = { read: format.number(now.read), created: format.number(now.created), rejected: now.rejected === 0 ? "none" : format.number(now.rejected) };
  const duration = (seconds: number) => (seconds < 90 ? format.number(Math.max(1, Math.round(seconds)), { style: "unit", unit: "second", unitDisplay: "long" }) : format.number(Math.round(seconds / 60), { style: "unit", unit: "minute", unitDisplay: "long" }));
  const text = now.state !== "running" ? t("waiting") : now.pace === null ? t("runningSimple", counts) : t("running", { ...counts, rate: format.number(Math.round(now.pace)), left: now.left === null ? "none" : duration(now.left) });
  return (
    <div className="grid max-w-2xl gap-3">
      <Progress label={t("title")} value={now.progress?.bytes ?? 0} max={now.progress?.of ?? null} text={text} />
      <p className="text-s text-ink-2">{t("leave")}</p>
      <div><Button tone="danger" pending={pending} onClick={() => void cancel()}>{t("cancelImport")}</Button></div>
    </div>
  );
}
