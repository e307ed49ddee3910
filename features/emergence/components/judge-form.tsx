"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { judgeSettingsSchema } from "@/core/detectors/judge-settings";
import type { JudgeSettings } from "@/core/detectors/judge-settings";
import { Banner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { useProblemWords } from "@/ui/problem-words";
import { Select } from "@/ui/select";
import { TextField } from "@/ui/text-field";
import { allowJudge, estimateJudge, runJudge } from "../actions";
import type { Look } from "../figures/looks";
import type { JudgeEstimate } from "../judge-estimate";
import type { EarlierJudge } from "../loaders";
import { followJob } from "./follow-job";
import type { JobState } from "./follow-job";

const TEXTS = ["name", "endpoint", "model"] as const;
const NUMBERS = ["temperature", "maxOutputTokens", "inputPrice", "outputPrice", "budget", "concurrency", "attempts", "timeoutSeconds"] as const;
/** Looks at a job after which the table is read again. */
const TABLE_EVERY = 4;
type Field = (typeof TEXTS)[number] | (typeof NUMBERS)[number];
const FIRST: Readonly<Record<Field, string>> = { name: "judge", endpoint: "https://", model: "", temperature: "0", maxOutputTokens: "2000", inputPrice: "", outputPrice: "", budget: "", concurrency: "4", attempts: "5", timeoutSeconds: "120" };

/** A language model as a labeller: what it is asked, what that costs before and after, and how far the run is. Nothing is sent before an owner has allowed it. */
export function JudgeForm({ slug, looks, allowed, mayAllow, hosts, earlier }: { readonly slug: string; readonly looks: readonly Look[]; readonly allowed: boolean; readonly mayAllow: boolean; readonly hosts: readonly string[]; readonly earlier: readonly EarlierJudge[] }) {
  const t = useTranslations("emergence.judge");
  const words = useProblemWords();
  const router = useRouter();
  const [begun] = useState(() => earlier.find(({ running }) => running !== null) ?? earlier.find(({ complete }) => !complete)); // what has not ended is gone on with
  const [from, setFrom] = useState(begun?.version ?? "");
  const [values, setValues] = useState(begun ? fieldsOf(begun.settings) : FIRST);
  const [labels, setLabels] = useState<readonly string[]>(begun?.settings.labels ?? looks.map(({ key }) => key));
  const [consent, setConsent] = useState(allowed);
  const [estimate, setEstimate] = useState<JudgeEstimate | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [run, setRun] = useState<(JobState & { readonly job: string | null }) | null>(begun?.running ? { job: begun.running, state: "running", done: 0, total: 0 } : null);
  const working = run !== null && (run.state === "queued" || run.state === "running");
  const change = (next: () => void) => { next(); setEstimate(null); setFault(null); if (!working) setRun(null); };

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
    setRun(null);
    if (answer.ok) setEstimate(answer.value as JudgeEstimate); else setFault(words.sentence(answer.error));
  };
  const follow = useEffectEvent(async (job: string) => {
    let looksTaken = 0;
    await followJob(slug, job, (state) => {
      setRun({ ...state, job });
      if (++looksTaken % TABLE_EVERY === 0) router.refresh(); // what is dropped, and why, stands in the table
    });
    router.refresh();
  });
  const following = run?.job ?? null;
  useEffect(() => { if (following !== null) void follow(following); }, [following]);
  const start = async () => {
    const judge = settings();
    if (!judge) return;
    setRun({ job: null, state: "queued", done: 0, total: 0 });
    setEstimate(null);
    const started = await runJudge({ slug, judge });
    if (started.ok) { setRun({ job: (started.value as { job: string }).job, state: "queued", done: 0, total: 0 }); return; }
    setRun(null);
    setFault(words.sentence(started.error));
  };
  const stop = async () => { if (following !== null) await fetch(`/api/v1/projects/${encodeURIComponent(slug)}/jobs/${encodeURIComponent(following)}/cancel`, { method: "POST" }); };
  const choose = (version: string) => change(() => {
    const chosen = earlier.find((each) => each.version === version);
    setFrom(version);
    setValues(chosen ? fieldsOf(chosen.settings) : FIRST);
    setLabels(chosen?.settings.labels ?? looks.map(({ key }) => key));
  });
  const allow = async (next: boolean) => {
    const answer = await allowJudge({ slug, consent: next });
    if (answer.ok) setConsent(next); else setFault(words.sentence(answer.error));
  };
  const priced = Number(values.inputPrice) > 0 || Number(values.outputPrice) > 0;
  const money = (value: number) => (priced || value > 0 ? value.toFixed(value < 1 ? 4 : 2) : t("noPrice"));
  return (
    <div className="grid max-w-180 gap-4">
      {hosts.length === 0 && <Banner tone="warn" title={t("noHosts")}>{t("noHostsText")}</Banner>}
      <Checkbox label={t("consent")} hint={t(mayAllow ? "consentHint" : "consentOwner")} checked={consent} disabled={!mayAllow} onChange={(event) => { void allow(event.currentTarget.checked); }} />
      {earlier.length > 0 && <Select label={t("begin")} value={from} onChange={(event) => choose(event.currentTarget.value)} options={[{ value: "", name: t("beginNew") }, ...earlier.map(({ version, complete, settings: { name, model } }) => ({ value: version, name: `${name} ${version} · ${model}${complete ? "" : t("beginOpen")}` }))]} />}
      <div className="grid grid-cols-3 items-start gap-3">{TEXTS.map((field) => <TextField key={field} label={t(field)} {...(field === "endpoint" && { hint: hosts.length > 0 ? t("hosts", { hosts: hosts.join(", ") }) : undefined })} value={values[field]} onChange={(event) => { const { value } = event.currentTarget; change(() => setValues({ ...values, [field]: value })); }} />)}</div>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1.5"><legend className="mb-1 font-[550]">{t("labels")}</legend>
        {looks.map(({ key, name }) => <Checkbox key={key} label={name} checked={labels.includes(key)} onChange={(event) => { const { checked } = event.currentTarget; change(() => setLabels(checked ? [...labels, key] : labels.filter((each) => each !== key))); }} />)}
      </fieldset>
      <div className="grid grid-cols-4 gap-3">{NUMBERS.map((field) => <TextField key={field} label={t(field)} type="number" min={0} step="any" value={values[field]} onChange={(event) => { const { value } = event.currentTarget; change(() => setValues({ ...values, [field]: value })); }} />)}</div>
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => { void price(); }}>{t("estimate")}</Button>
        <Button tone="primary" disabled={!consent || estimate === null} pending={working} onClick={() => { void start(); }}>{t("run")}</Button>
        {working && following !== null && <Button onClick={() => { void stop(); }}>{t("stop")}</Button>}
        <p role="status" className="text-s text-ink-2">
          {run ? working ? run.total === 0 ? t("waiting") : t("running", { done: run.done, total: run.total, cost: money(run.cost ?? 0) }) : run.state === "done" ? t("done", { cost: money(run.cost ?? 0) }) : t(run.state === "cancelled" ? "cancelled" : "failed", { done: run.done, total: run.total, cost: money(run.cost ?? 0), reason: sentence(run.error ?? "") })
            : estimate ? t(priced ? "estimated" : "estimatedUnpriced", { traces: estimate.traces, tokens: estimate.inputTokens, likely: money(estimate.likely), most: money(estimate.most) }) : t(consent ? "estimateFirst" : "consentFirst")}
        </p>
      </div>
      {fault !== null && <p role="alert" className="text-bad">{fault}</p>}
    </div>
  );
}

/** A reason as the middle of a text: a capital first, no stop at its end. */
const sentence = (reason: string): string => reason.charAt(0).toUpperCase() + reason.slice(1).replace(/[.。]$/, "");

/** Settings as the fields show them. */
const fieldsOf = ({ name, endpoint, model, temperature, maxOutputTokens, prices, budget, concurrency, attempts, timeoutSeconds }: JudgeSettings): Readonly<Record<Field, string>> => ({
  name, endpoint, model, temperature: String(temperature), maxOutputTokens: String(maxOutputTokens), inputPrice: String(prices.input), outputPrice: String(prices.output), budget: budget === null ? "" : String(budget),
  concurrency: String(concurrency), attempts: String(attempts), timeoutSeconds: String(timeoutSeconds),
});

/** What the fields say, as settings: left-out prices are 0, a left-out budget has no end. */
function settingsOf(values: Readonly<Record<Field, string>>, labels: readonly string[]): unknown {
  const number = (field: Field) => Number(values[field]);
  return {
    name: values.name, endpoint: values.endpoint, model: values.model, labels, temperature: number("temperature"), maxOutputTokens: number("maxOutputTokens"), prices: { input: number("inputPrice"), output: number("outputPrice") },
    budget: values.budget === "" ? null : number("budget"), concurrency: number("concurrency"), attempts: number("attempts"), timeoutSeconds: number("timeoutSeconds"),
  };
}
