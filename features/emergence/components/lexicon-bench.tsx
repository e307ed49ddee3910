"use client";
import { Check, Minus, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { CueList, Lexicon } from "@/core/detectors/lexicon";
import { Button } from "@/ui/button";
import { useProblemWords } from "@/ui/problem-words";
import { Select } from "@/ui/select";
import { TextArea, TextField } from "@/ui/text-field";
import { previewLexicon, runLexicon } from "../actions";
import type { Look } from "../figures/looks";
import type { LexiconPreview } from "../preview-lexicon";
import { followJob } from "./follow-job";

/** Words to look for, with what they find in a few traces of every checkpoint while they are written, and the run over all traces. */
export function LexiconBench({ slug, lexicons, looks, first }: { readonly slug: string; readonly lexicons: readonly Lexicon[]; readonly looks: readonly Look[]; readonly first: LexiconPreview | null }) {
  const t = useTranslations("emergence.bench");
  const words = useProblemWords();
  const router = useRouter();
  const [lexicon, setLexicon] = useState<Lexicon>(lexicons[0]!);
  const [preview, setPreview] = useState(first);
  const [fault, setFault] = useState<string | null>(null);
  const [run, setRun] = useState<{ readonly state: string; readonly done: number; readonly total: number } | null>(null);
  const [at, setAt] = useState(0);
  const asked = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const look = (next: Lexicon) => {
    setLexicon(next);
    clearTimeout(timer.current);
    const mine = ++asked.current;
    timer.current = setTimeout(() => {
      void previewLexicon({ slug, lexicon: next }).then((result) => {
        if (mine !== asked.current) return; // a later edit is on its way
        if (result.ok) { setPreview(result.value as LexiconPreview); setFault(null); } else setFault(words.sentence(result.error));
      });
    }, 400);
  };
  const list = lexicon.lists[at] ?? lexicon.lists[0]!;
  const change = (change: Partial<CueList>) => look({ ...lexicon, lists: lexicon.lists.map((each) => (each === list ? { ...each, ...change } : each)) });
  const start = async () => {
    setRun({ state: "queued", done: 0, total: 0 });
    const started = await runLexicon({ slug, lexicon });
    if (!started.ok) { setRun(null); setFault(words.sentence(started.error)); return; }
    await followJob(slug, (started.value as { job: string }).job, setRun);
    router.refresh();
  };
  const nameOf = (key: string) => looks.find((each) => each.key === key)?.name ?? key;
  const working = run !== null && (run.state === "queued" || run.state === "running");
  return (
    <div className="grid gap-7 min-[1080px]:grid-cols-[340px_minmax(0,1fr)]">
      <div className="grid content-start gap-3">
        <Select label={t("start")} value={lexicons.findIndex(({ name }) => name === lexicon.name)} onChange={(event) => { const next = lexicons[Number(event.currentTarget.value)]; if (next) { setAt(0); look(next); } }} options={lexicons.map(({ name }, i) => ({ value: String(i), name }))} />
        <TextField label={t("name")} hint={t("nameHint")} value={lexicon.name} onChange={(event) => look({ ...lexicon, name: event.currentTarget.value })} pattern="[a-z0-9][a-z0-9-]*" maxLength={40} />
        <Select label={t("list")} value={String(at)} onChange={(event) => setAt(Number(event.currentTarget.value))} options={lexicon.lists.map(({ label, language }, i) => ({ value: String(i), name: `${nameOf(label)} · ${t(`language.${language}`)}` }))} />
        <TextArea label={t("cues")} hint={t("cuesHint")} rows={12} value={list.cues.join("\n")} onChange={(event) => change({ cues: event.currentTarget.value.split("\n").filter((cue, i, all) => cue !== "" || i === all.length - 1).filter((cue) => cue !== "") })} />
        <TextArea label={t("patterns")} hint={t("patternsHint")} rows={2} value={list.patterns.join("\n")} error={fault ?? undefined} onChange={(event) => change({ patterns: event.currentTarget.value.split("\n").filter((pattern) => pattern !== "") })} />
        <div className="flex items-center gap-3"><Button tone="primary" pending={working} onClick={() => { void start(); }}>{t("run")}</Button>
          <p role="status" className="text-s text-ink-2">{run && (working ? t("running", { done: run.done, total: run.total }) : t(`ended.${run.state === "done" ? "done" : "failed"}`))}</p></div>
        <p className="text-s text-pretty text-ink-2">{t("versionHint")}</p>
      </div>
      {preview && <Concordance preview={preview} nameOf={nameOf} slug={slug} />}
    </div>
  );
}

function Concordance({ preview, nameOf, slug }: { readonly preview: LexiconPreview; readonly nameOf: (key: string) => string; readonly slug: string }) {
  const t = useTranslations("emergence.bench");
  return (
    <div className="min-w-0">
      <p className="text-s text-pretty text-ink-2">{t("sample", { hits: preview.hits, traces: preview.traces, read: preview.read })} {preview.checkpoints.map(({ checkpoint, hits, traces }) => `${checkpoint}: ${traces > 0 ? (hits / traces).toFixed(1) : "–"}`).join(" · ")} {t("perTrace")}</p>
      <div className="mt-3 max-h-96 overflow-auto rounded-m border border-line bg-paper">
        <table className="w-full text-s">
          <caption className="sr-only">{t("concordance")}</caption>
          <tbody>
            {preview.lines.map((line) => (
              <tr key={`${line.traceId} ${line.label} ${line.start}`} className="border-b border-line">
                <td className="px-2 py-1 whitespace-nowrap text-ink-2"><a href={`/projects/${slug}/traces/${line.traceId}`} className="hover:underline">{line.checkpoint}</a></td>
                <td className="w-1/2 max-w-0 truncate text-right [direction:rtl]"><bdi>{flat(line.left)}</bdi></td>
                <td className="px-1 font-semibold whitespace-nowrap">{flat(line.hit)}</td>
                <td className="w-1/2 max-w-0 truncate">{flat(line.right)}</td>
                <td className="px-2 whitespace-nowrap text-ink-2">{nameOf(line.label)}</td>
                <td className="px-2">{line.confirmed === null ? <Minus aria-label={t("unread")} size={12} className="text-ink-3" /> : line.confirmed ? <Check aria-label={t("confirmed")} size={12} className="text-ok" /> : <X aria-label={t("refuted")} size={12} className="text-bad" />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <table className="mt-4 w-full text-s tabular-nums">
        <caption className="mb-1 text-left font-[550]">{t("precision")}</caption>
        <thead><tr className="border-b border-line-strong text-left text-ink-2"><th scope="col" className="py-1 font-[550]">{t("cue")}</th><th scope="col" className="font-[550]">{t("label")}</th><th scope="col" className="text-right font-[550]">{t("hits")}</th><th scope="col" className="text-right font-[550]">{t("judged")}</th><th scope="col" className="text-right font-[550]">{t("right")}</th></tr></thead>
        <tbody>
          {preview.cues.slice(0, 20).map(({ label, cue, hits, judged, precision }) => (
            <tr key={`${label} ${cue}`} className="border-b border-line">
              <td className="py-1 font-[550]">{cue}</td><td>{nameOf(label)}</td><td className="text-right">{hits}</td><td className="text-right">{judged}</td>
              <td className="text-right">{precision === null ? <span className="text-ink-2">{t("nobody")}</span> : <>{Math.round(precision.estimate * 100)} % <span className="text-ink-2">({Math.round(precision.low * 100)}–{Math.round(precision.high * 100)})</span></>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Line breaks shown as spaces: a line of a concordance is one line. */
const flat = (text: string): string => text.replace(/\s/g, " ");
