"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { judgeSettingsSchema } from "@/core/detectors/judge-settings";
import type { JudgeSettings } from "@/core/detectors/judge-settings";
import { Banner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { TextField } from "@/ui/text-field";
import { allowJudge, estimateJudge, runJudge } from "../actions";
import type { Look } from "../figures/looks";
import type { JudgeEstimate } from "../judge-estimate";
import { followJob } from "./follow-job";

const TEXTS = ["name", "endpoint", "model"] as const;
const NUMBERS = ["temperature", "maxOutputTokens", "inputPrice", "outputPrice", "budget", "concurrency", "attempts", "timeoutSeconds"] as const;
type Field = (typeof TEXTS)[number] | (typeof NUMBERS)[number];
const FIRST: Readonly<Record<Field, string>> = { name: "judge", endpoint: "https://", model: "", temperature: "0", maxOutputTokens: "2000", inputPrice: "", outputPrice: "", budget: "", concurrency: "4", attempts: "5", timeoutSeconds: "120" };

/** A language model as a labeller: what it is asked, what that costs before and after, and how far the run is. Nothing is sent before an owner has allowed it. */
export function JudgeForm({ slug, looks, allowed, mayAllow, hosts }: { readonly slug: string; readonly looks: readonly Look[]; readonly allowed: boolean; readonly mayAllow: boolean; readonly hosts: readonly string[] }) {
  const t = useTranslations("emergence.judge");
  const router = useRouter();
  const [values, setValues] = useState(FIRST);
  const [labels, setLabels] = useState<readonly string[]>(looks.map(({ key }) => key));
  const [consent, setConsent] = useState(allowed);
  const [estimate, setEstimate] = useState<JudgeEstimate | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [run, setRun] = useState<{ readonly state: string; readonly done: number; readonly total: number; readonly cost?: number | undefined; readonly error?: string | null | undefined } | null>(null);
  const working = run !== null && (run.state === "queued" || run.state === "running");
  const change = (next: () => void) => { next(); setEstimate(null); setFault(null); };

  const settings = (): JudgeSettings | null => {
    const parsed = judgeSettingsSchema.safeParse(settingsOf(values, labels));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    setFault(t("faulty", { field: String(issue?.path.join(".") ?? ""), message: issue?.message ?? "" }));
    return null;
  };
  const price = async () => {
    const judge = settings();
    if (!judge) return;
    const answer = await estimateJudge({ slug, judge });
    if (answer.ok) setEstimate(answer.value as JudgeEstimate); else setFault(answer.error.detail ?? answer.error.title);
  };
  const start = async () => {
    const judge = settings();
    if (!judge) return;
    setRun({ state: "queued", done: 0, total: 0 });
    const started = await runJudge({ slug, judge });
    if (!started.ok) { setRun(null); setFault(started.error.detail ?? started.error.title); return; }
    await followJob(slug, (started.value as { job: string }).job, setRun);
    router.refresh();
  };
  const allow = async (next: boolean) => {
    const answer = await allowJudge({ slug, consent: next });
    if (answer.ok) setConsent(next); else setFault(answer.error.detail ?? answer.error.title);
  };
  const money = (value: number) => value.toFixed(value < 1 ? 4 : 2);
  return (
    <div className="grid max-w-180 gap-4">
      {hosts.length === 0 && <Banner tone="warn" title={t("noHosts")}>{t("noHostsText")}</Banner>}
      <Checkbox label={t("consent")} hint={t(mayAllow ? "consentHint" : "consentOwner")} checked={consent} disabled={!mayAllow} onChange={(event) => { void allow(event.currentTarget.checked); }} />
      <div className="grid grid-cols-3 items-start gap-3">{TEXTS.map((field) => <TextField key={field} label={t(field)} {...(field === "endpoint" && { hint: hosts.length > 0 ? t("hosts", { hosts: hosts.join(", ") }) : undefined })} value={values[field]} onChange={(event) => { const { value } = event.currentTarget; change(() => setValues({ ...values, [field]: value })); }} />)}</div>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1.5"><legend className="mb-1 font-[550]">{t("labels")}</legend>
        {looks.map(({ key, name }) => <Checkbox key={key} label={name} checked={labels.includes(key)} onChange={(event) => { const { checked } = event.currentTarget; change(() => setLabels(checked ? [...labels, key] : labels.filter((each) => each !== key))); }} />)}
      </fieldset>
      <div className="grid grid-cols-4 gap-3">{NUMBERS.map((field) => <TextField key={field} label={t(field)} type="number" min={0} step="any" value={values[field]} onChange={(event) => { const { value } = event.currentTarget; change(() => setValues({ ...values, [field]: value })); }} />)}</div>
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => { void price(); }}>{t("estimate")}</Button>
        <Button tone="primary" disabled={!consent || estimate === null} pending={working} onClick={() => { void start(); }}>{t("run")}</Button>
        <p role="status" className="text-s text-ink-2">
          {run ? working ? t("running", { done: run.done, total: run.total, cost: money(run.cost ?? 0) }) : run.state === "done" ? t("done", { cost: money(run.cost ?? 0) }) : t("failed", { reason: (run.error ?? "").replace(/[.。]$/, "") })
            : estimate ? t("estimated", { traces: estimate.traces, tokens: estimate.inputTokens, likely: money(estimate.likely), most: money(estimate.most) }) : t(consent ? "estimateFirst" : "consentFirst")}
        </p>
      </div>
      {fault !== null && <p role="alert" className="text-bad">{fault}</p>}
    </div>
  );
}

/** What the fields say, as settings: left-out prices are 0, a left-out budget has no end. */
function settingsOf(values: Readonly<Record<Field, string>>, labels: readonly string[]): unknown {
  const number = (field: Field) => Number(values[field]);
  return {
    name: values.name, endpoint: values.endpoint, model: values.model, labels, temperature: number("temperature"), maxOutputTokens: number("maxOutputTokens"), prices: { input: number("inputPrice"), output: number("outputPrice") },
    budget: values.budget === "" ? null : number("budget"), concurrency: number("concurrency"), attempts: number("attempts"), timeoutSeconds: number("timeoutSeconds"),
  };
}
