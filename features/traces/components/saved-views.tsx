"use client";
import { Bookmark, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Menu, MenuItem, MenuLine } from "@/ui/menu";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { SubmitButton } from "@/ui/submit-button";
import { TextField } from "@/ui/text-field";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";

export interface KeptView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

/** The reader's kept filters: each opens the list as it was then. What is filtered now can be kept or, once kept, forgotten. */
export function SavedViews({ slug, views }: { readonly slug: string; readonly views: readonly KeptView[] }) {
  const t = useTranslations("traces");
  const router = useRouter();
  const search = useSearchParams();
  const [naming, setNaming] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const now = new URLSearchParams([...search].filter(([key]) => key !== "cursor")).toString();
  const open = views.find(({ query }) => query === now);
  const keep = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name"));
    const answer = await call("POST", `/api/v1/projects/${slug}/views`, { name, query: now });
    setProblem(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setNaming(false);
    announce({ tone: "ok", text: t("viewKept", { name }) });
    router.refresh();
  };
  const forget = async (view: KeptView) => {
    const answer = await call("DELETE", `/api/v1/projects/${slug}/views/${view.id}`);
    if (answer.ok) announce({ tone: "ok", text: t("viewForgotten", { name: view.name }) });
    router.refresh();
  };
  if (views.length === 0 && now === "") return null;
  return (
    <>
      <Menu tone="quiet" trigger={<><Bookmark aria-hidden size={14} /><span className="max-w-40 truncate">{open?.name ?? t("views")}</span><ChevronDown aria-hidden size={12} className="text-ink-3" /></>}>
        {views.map((view) => <MenuItem key={view.id} id={view.id} href={`/projects/${slug}/traces?${view.query}`}>{view.name}</MenuItem>)}
        {views.length > 0 && now !== "" && <MenuLine />}
        {now !== "" && !open && <MenuItem id="keep" onAction={() => setNaming(true)}>{t("keepView")}</MenuItem>}
        {open && <MenuItem id="forget" onAction={() => void forget(open)}>{t("forgetView", { name: open.name })}</MenuItem>}
      </Menu>
      <Dialog title={t("keepView")} open={naming} onClose={() => setNaming(false)} footer={<><Button onClick={() => setNaming(false)}>{t("cancel")}</Button><SubmitButton form="keep-view" tone="primary">{t("keep")}</SubmitButton></>}>
        <form id="keep-view" onSubmit={(event) => void keep(event)} className="grid gap-3">
          {problem && <ProblemBanner problem={problem} />}
          <TextField label={t("viewName")} name="name" required maxLength={80} autoFocus />
        </form>
      </Dialog>
    </>
  );
}
