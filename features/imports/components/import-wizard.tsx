"use client";
import { ChevronLeft, ChevronRight, FileText, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { type ClipboardEvent, type FormEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import type { ImportPlan } from "@/core/formats/import-plan";
import { inEnglish } from "@/core/formats/said";
import { withSeen } from "@/core/formats/seen-in-rows";
import type { ReadRow } from "@/core/formats/trace-record";
import { Banner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { FileDrop } from "@/ui/file-drop";
import { IconButton } from "@/ui/icon-button";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { Progress } from "@/ui/progress";
import { SkeletonRows } from "@/ui/skeleton";
import { TextArea } from "@/ui/text-field";
import { byteSize } from "@/ui/byte-size";
import { SubmitButton } from "@/ui/submit-button";
import type { DryRun } from "../dry-run";
import { pastedFiles, pastedText } from "../pasted";
import { sentence } from "../sentence";
import { uploadAndCommit } from "../upload";
import { PlanForm } from "./plan-form";
import { RowPreview } from "./row-preview";
import { type Candidate, useCandidates } from "./use-candidates";

/** Files or pasted text → what they seem to be → first rows as they will look → import. Until "Import" nothing leaves the browser. */
export function ImportWizard({ slug }: { readonly slug: string }) {
  const t = useTranslations("imports");
  const router = useRouter();
  const [chosen, setChosen] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);
  // The file went away, or the page's code could not be loaded.
  const { candidates, add: addFiles, remove, replan, clear } = useCandidates(slug, (file, thrown) => setProblem({ kind: "unreadable-file", title: t("unreadable", { name: file.name }), detail: thrown instanceof Error ? thrown.message : String(thrown) }));
  const add = (files: readonly File[]) => {
    setProblem(null);
    setChosen(candidates.length);
    addFiles(files);
  };
  const total = candidates.reduce((sum, { file }) => sum + file.size, 0);
  const empty = candidates.filter(({ run }) => run && !(run.kind === "rows" && run.rows.some((row) => row.kind === "record")));
  const ready = candidates.length > 0 && empty.length === 0 && candidates.every(({ plan, run }) => plan && run);
  const send = async () => {
    stop.current = new AbortController();
    setProblem(null);
    setSent(0);
    const answer = await uploadAndCommit(slug, candidates.flatMap(({ file, plan }) => (plan ? [{ file, plan }] : [])), setSent, stop.current.signal);
    setSent(null);
    if (answer.ok) router.push(`/projects/${slug}/imports/${answer.value}`);
    else if (!stop.current.signal.aborted) setProblem(answer.error);
  };

  if (candidates.length === 0) return <div className="grid gap-4">{problem && <ProblemBanner problem={problem} />}<Begin onFiles={add} /></div>;
  const open = candidates[chosen] ?? candidates[0];
  return (
    <div className="grid gap-5 pb-16">
      <ul aria-label={t("files")} className="flex flex-wrap gap-2">
        {candidates.map((one, at) => (
          <li key={one.file.name} className="inline-flex items-center rounded-m border border-line-strong bg-paper has-[[aria-pressed=true]]:border-accent has-[[aria-pressed=true]]:bg-accent-soft">
            <button type="button" aria-pressed={one === open} onClick={() => setChosen(at)} className="inline-flex h-8 items-center gap-2 pl-2.5"><FileText aria-hidden size={14} className="text-ink-3" /><span className="max-w-72 truncate">{one.file.name}</span><span className="text-s text-ink-2">{byteSize(one.file.size)}</span></button>
            <IconButton label={t("takeOut", { name: one.file.name })} icon={<X size={13} />} onClick={() => { remove(one.file); setChosen(0); }} />
          </li>
        ))}
      </ul>
      {open && <Look key={open.file.name} candidate={open} onPlan={(plan) => replan(open.file, plan)} onUseForAll={candidates.length > 1 && open.plan ? () => { for (const one of candidates) if (one !== open && open.plan) replan(one.file, open.plan); } : null} />}
      <div className="sticky bottom-0 flex flex-wrap items-center gap-x-4 gap-y-3 border-t border-line-strong bg-ground py-3">
        {problem && <div className="w-full"><ProblemBanner problem={problem} /></div>}
        {sent === null ? <>
          {empty.length === 0 ? <p className="mr-auto text-ink-2">{t("nothingWritten")}</p>
            : <p className="mr-auto flex flex-wrap items-center gap-3 text-warn">{t("noRowsIn", { count: empty.length, name: empty[0]!.file.name })}<Button size="s" onClick={() => { remove(...empty.map(({ file }) => file)); setChosen(0); }}>{t("takeOutEmpty", { count: empty.length })}</Button></p>}
          <Button onClick={clear}>{t("startOver")}</Button>
          <Button tone="primary" disabled={!ready} onClick={() => void send()}>{t("import", { count: candidates.length })}</Button>
        </> : <>
          <div className="min-w-60 flex-1"><Progress label={t("uploading")} value={sent} max={total} text={t("uploaded", { sent: byteSize(sent), total: byteSize(total) })} /></div>
          <Button onClick={() => stop.current?.abort()}>{t("cancel")}</Button>
        </>}
      </div>
    </div>
  );
}

function Begin({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const t = useTranslations("imports");
  /** What was pasted into the field, as it was copied: the field itself keeps no carriage returns. */
  const copied = useRef("");
  const onPage = useEffectEvent((event: globalThis.ClipboardEvent) => {
    if (!event.clipboardData || (event.target instanceof HTMLElement && event.target.closest("input, textarea, [contenteditable]"))) return;
    const files = pastedFiles(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  });
  useEffect(() => {
    const listen = (event: globalThis.ClipboardEvent) => onPage(event);
    document.addEventListener("paste", listen);
    return () => document.removeEventListener("paste", listen);
  }, []);
  const intoField = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    copied.current = event.clipboardData.getData("text/plain");
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    onFiles([...event.clipboardData.files]);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const file = pastedText(String(new FormData(event.currentTarget).get("text") ?? ""), copied.current);
    if (file) onFiles([file]);
  };
  return (
    <div className="grid gap-4">
      <FileDrop label={t("drop")} hint={t("dropHint")} choose={t("choose")} onFiles={onFiles} />
      <details>
        <summary className="py-1 text-ink-2">{t("paste")}</summary>
        <form onSubmit={submit} className="grid gap-3 pt-2">
          <TextArea label={t("pasteLabel")} name="text" onPaste={intoField} rows={8} spellCheck={false} className="mono text-s!" hint={t("pasteHint")} />
          <div><SubmitButton>{t("look")}</SubmitButton></div>
        </form>
      </details>
    </div>
  );
}

function Look({ candidate, onPlan, onUseForAll }: { readonly candidate: Candidate; readonly onPlan: (plan: ImportPlan) => void; readonly onUseForAll: (() => void) | null }) {
  const t = useTranslations("imports");
  const format = useFormatter();
  const [at, setAt] = useState(0);
  const { plan, run, reasons, paths } = candidate;
  if (!plan) return <SkeletonRows rows={6} widths={["w-1/4", "w-1/2"]} />;
  const rows = run?.kind === "rows" ? run.rows : [];
  const index = Math.min(at, Math.max(0, rows.length - 1));
  const row = rows[index];
  const warned = rows.filter((one) => one.kind === "record" && one.record.warnings.length > 0).length;
  const rejected = rows.filter((one) => one.kind === "error").length;
  const placeOf = ({ line }: ReadRow, { first, more }: Extract<DryRun, { kind: "rows" }>): string => (index < first ? t("rowOf", { line, shown: first, more: String(more) }) : t("rowFurther", { line }));
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
      <div className="grid gap-4">
        <div className="text-s text-ink-2"><p className="font-[550] text-ink">{t("seen")}</p><ul className="list-disc pl-4">{withSeen(reasons, run?.kind === "rows" ? run.seen : []).map((reason) => { const text = sentence(t, { ...reason, text: inEnglish(reason) }); return <li key={text}>{text}</li>; })}</ul></div>
        <PlanForm plan={plan} paths={paths} onChange={onPlan} />
        {onUseForAll && <div><Button size="s" onClick={onUseForAll}>{t("useForAll")}</Button></div>}
      </div>
      <section aria-label={t("preview")} aria-live="polite" className="min-w-0 rounded-m border border-line bg-paper lg:sticky lg:top-14">
        <header className="flex items-center gap-2 border-b border-line px-4 py-1.5 text-s">
          <span className="mr-auto">{row && run?.kind === "rows" ? placeOf(row, run) : t("preview")}
            {rejected > 0 && <span className="text-bad"> · {t("nRejected", { count: rejected })}</span>}{warned > 0 && <span className="text-warn"> · {t("nWarned", { count: warned })}</span>}</span>
          <IconButton label={t("previousRow")} icon={<ChevronLeft size={15} />} disabled={at === 0} onClick={() => setAt(at - 1)} />
          <span>{format.number(rows.length > 0 ? index + 1 : 0)}</span>
          <IconButton label={t("nextRow")} icon={<ChevronRight size={15} />} disabled={at >= rows.length - 1} onClick={() => setAt(at + 1)} />
        </header>
        <div className="max-h-[calc(100dvh-190px)] overflow-y-auto p-4" tabIndex={0}>
          {run === null && <SkeletonRows rows={5} widths={["w-full"]} />}
          {run?.kind === "refused" && <Banner tone="bad">{run.reason}</Banner>}
          {run?.kind === "rows" && !row && <Banner tone="warn">{t("noRows")}</Banner>}
          {row && <RowPreview row={row} />}
        </div>
      </section>
    </div>
  );
}
