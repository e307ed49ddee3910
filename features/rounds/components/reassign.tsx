"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Dialog } from "@/ui/dialog";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { Select } from "@/ui/select";
import { SubmitButton } from "@/ui/submit-button";
import { call } from "@/web/browser-call";
import type { RoundLine } from "../loaders";

/** Hands the open items of one person to another, or to the pool. */
export function Reassign({ slug, line, annotators }: { readonly slug: string; readonly line: RoundLine; readonly annotators: readonly string[] }) {
  const t = useTranslations("rounds");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [moved, setMoved] = useState<number | null>(null);
  const names = (handles: readonly (string | null)[]) => handles.map((handle) => ({ value: handle ?? "", name: handle ?? t("pool") }));
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const who = (name: string): string | null => { const value = form.get(name); return typeof value === "string" && value !== "" ? value : null; };
    const answer = await call<{ moved: number }>("POST", `/api/v1/projects/${slug}/rounds/${line.id}/reassign`, { from: who("from"), to: who("to"), skipped: form.has("skipped") });
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) { setMoved(answer.value.moved); router.refresh(); }
  };
  return (
    <>
      <Button size="s" onClick={() => { setOpen(true); setMoved(null); }}>{t("reassign")}</Button>
      <Dialog title={`${t("reassign")}: ${line.name}`} open={open} onClose={() => setOpen(false)}>
        <form className="grid gap-4" onSubmit={(event) => void send(event)}>
          <div className="flex flex-wrap gap-4"><Select name="from" label={t("reassignFrom")} options={names(line.people.map(({ handle }) => handle))} /><Select name="to" label={t("reassignTo")} options={names([...annotators, null])} /></div>
          <Checkbox name="skipped" label={t("reassignSkipped")} />
          {problem && <ProblemBanner problem={problem} />}
          <div className="flex items-center justify-end gap-3"><span role="status" className="text-s text-ink-2">{moved !== null && t("reassigned", { n: moved })}</span><SubmitButton tone="primary">{t("reassign")}</SubmitButton></div>
        </form>
      </Dialog>
    </>
  );
}
