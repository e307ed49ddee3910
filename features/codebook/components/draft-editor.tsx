"use client";
import { Plus, Upload } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useState } from "react";
import type { Codebook } from "@/core/codebook/codebook";
import { codebookSchema } from "@/core/codebook/codebook-schema";
import { Banner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { buttonLook } from "@/ui/button-look";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { Tabs } from "@/ui/tabs";
import { TextArea, TextField } from "@/ui/text-field";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";
import { newLabel, replaced, shifted } from "../edit-codebook";
import type { PlannedChange } from "../planned-change";
import { BlockingChecks } from "./blocking-checks";
import { LabelEntry } from "./label-entry";
import { LabelForm, withLanguage } from "./label-form";
import { PublishDialog } from "./publish-dialog";

const Markdown = dynamic(() => import("@/ui/markdown").then((module) => module.Markdown));

/** The draft of the next version: a form beside what annotators will read, or the whole as JSON. Nothing reaches annotators before it is published. */
export function DraftEditor({ slug, start, version, current, locale }: { readonly slug: string; readonly start: Codebook; readonly version: number; readonly current: number; readonly locale: string }) {
  const t = useTranslations("codebook");
  const router = useRouter();
  const [draft, setDraft] = useState(start);
  const [saved, setSaved] = useState(start);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);
  const [plan, setPlan] = useState<readonly PlannedChange[] | null>(null);
  const dirty = draft !== saved;

  const save = async (): Promise<boolean> => {
    setPending(true);
    const answer = await call("PUT", `/api/v1/projects/${slug}/codebook/draft`, draft);
    setPending(false);
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) setSaved(draft);
    return answer.ok;
  };
  const publish = async () => {
    if (!(await save())) return;
    const answer = await call<{ changes: readonly PlannedChange[] }>("GET", `/api/v1/projects/${slug}/codebook/plan`);
    if (answer.ok) setPlan(answer.value.changes);
    else setProblem(answer.error);
  };

  return (
    <div className="pb-16">
      <div className="sticky top-11 z-10 flex flex-wrap items-center gap-3 border-b border-line bg-ground py-2">
        <p role="status" className="mr-auto text-s text-ink-2">{dirty ? t("unsaved") : t("allSaved")}</p>
        <Button onClick={() => void save().then((done) => { if (done) announce({ tone: "ok", text: t("draftSaved") }); })} pending={pending}>{t("saveDraft")}</Button>
        <Button tone="primary" onClick={() => void publish()} pending={pending}>{t("publish", { version })}</Button>
      </div>
      {problem && <div className="pt-3"><ProblemBanner problem={problem} /></div>}
      <div className="grid items-start gap-10 pt-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Tabs label={t("draft")} parts={[
          { id: "form", name: t("form"), panel: <DraftForm draft={draft} onChange={setDraft} /> },
          { id: "json", name: t("json"), panel: <DraftJson draft={draft} onChange={setDraft} /> },
        ]} />
        <section aria-labelledby="preview" tabIndex={0} className="lg:sticky lg:top-28 lg:max-h-[calc(100dvh-136px)] lg:overflow-y-auto lg:border-l lg:border-line lg:pl-8">
          <h2 id="preview" className="mb-3 text-s font-[550] text-ink-2">{t("reading")}</h2>
          {draft.labels.map((label) => <LabelEntry key={label.key} label={label} locale={locale} />)}
          <Markdown text={locale.startsWith("zh") ? draft.guidelines.zh ?? draft.guidelines.en : draft.guidelines.en} />
        </section>
      </div>
      {plan && <PublishDialog slug={slug} version={version} current={current} draft={draft} changes={plan} onClose={() => setPlan(null)} onDone={() => { announce({ tone: "ok", text: t("publishedDone", { version }) }); router.push(`/projects/${slug}/codebook`); router.refresh(); }} />}
    </div>
  );
}

function DraftForm({ draft, onChange }: { readonly draft: Codebook; readonly onChange: (draft: Codebook) => void }) {
  const t = useTranslations("codebook");
  return (
    <div className="grid gap-6">
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField label={t("titleField")} value={draft.title.en} onChange={(event) => onChange({ ...draft, title: withLanguage(draft.title, "en", event.currentTarget.value) })} />
        <TextField label={t("titleZh")} lang="zh" value={draft.title.zh ?? ""} onChange={(event) => onChange({ ...draft, title: withLanguage(draft.title, "zh", event.currentTarget.value) })} />
      </div>
      <section>
        <h2 className="font-serif text-xl">{t("labels", { count: draft.labels.length })}</h2>
        <div className="border-t border-line-strong">
          {draft.labels.map((label, index) => (
            <LabelForm key={index} label={label} onChange={(next) => onChange({ ...draft, labels: replaced(draft.labels, index, next) })}
              onMove={(by) => onChange({ ...draft, labels: shifted(draft.labels, index, by) })} onRemove={() => onChange({ ...draft, labels: replaced(draft.labels, index, null) })} />
          ))}
        </div>
        <Button className="mt-3" icon={<Plus aria-hidden size={14} />} onClick={() => onChange({ ...draft, labels: [...draft.labels, newLabel(draft, t("newLabel"))] })}>{t("addLabel")}</Button>
      </section>
      <BlockingChecks draft={draft} onChange={onChange} />
      <TextArea label={t("guidelinesEn")} rows={14} className="mono text-s!" value={draft.guidelines.en} onChange={(event) => onChange({ ...draft, guidelines: withLanguage(draft.guidelines, "en", event.currentTarget.value) })} />
      <TextArea label={t("guidelinesZh")} lang="zh" rows={10} className="mono text-s!" value={draft.guidelines.zh ?? ""} onChange={(event) => onChange({ ...draft, guidelines: withLanguage(draft.guidelines, "zh", event.currentTarget.value) })} />
    </div>
  );
}

function DraftJson({ draft, onChange }: { readonly draft: Codebook; readonly onChange: (draft: Codebook) => void }) {
  const t = useTranslations("codebook");
  const [text, setText] = useState(() => JSON.stringify(draft, null, 2));
  const [fault, setFault] = useState<string | null>(null);
  const read = (next: string) => {
    setText(next);
    try {
      const parsed = codebookSchema.safeParse(JSON.parse(next));
      if (parsed.success) onChange(parsed.data);
      const issue = parsed.error?.issues[0];
      setFault(issue ? t("notACodebook", { reason: `${issue.path.join(".")} ${issue.message}` }) : null);
    } catch (thrown) {
      setFault(t("jsonFaulty", { reason: thrown instanceof Error ? thrown.message : "" }));
    }
  };
  const open = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    if (file) read(await file.text());
  };
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">{t("jsonHint")}</p>
      <div><label className={`${buttonLook("quiet")} has-focus-visible:outline-2 has-focus-visible:outline-focus`}><Upload aria-hidden size={14} />{t("importJson")}<input type="file" accept=".json,application/json" className="sr-only" onChange={(event) => void open(event)} /></label></div>
      {fault && <Banner tone="bad">{fault}</Banner>}
      <TextArea label={t("json")} hideLabel rows={30} spellCheck={false} className="mono text-s!" value={text} onChange={(event) => read(event.currentTarget.value)} />
    </div>
  );
}
