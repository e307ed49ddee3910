"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { STRATUM_PARTS } from "@/core/rounds/round-design";
import { Banner } from "@/ui/banner";
import { Checkbox } from "@/ui/checkbox";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { Select } from "@/ui/select";
import { SubmitButton } from "@/ui/submit-button";
import { TextField } from "@/ui/text-field";
import { call } from "@/web/browser-call";
import type { RoundPreview } from "../schema";
import { LeakCheck } from "./leak-check";
import { PlanView } from "./plan-view";
import { roundInput } from "./round-input";

/** What the form calls the parts of a design. */
const FIELDS: Readonly<Record<string, string>> = {
  name: "name", annotators: "who", traces: "sample", seed: "seed", overlap: "overlap", "design.sample.size": "size", "design.overlap.share": "share", "design.overlap.fold": "overlap",
  "design.calibration.size": "calibration", "design.calibration.fold": "calibration", "design.goldEvery": "goldEvery", "design.qualification.size": "qualification", "design.qualification.passMark": "passMark",
  "design.suggestions.withheldShare": "withheld", "design.promptGap": "promptGap", "design.window.longerThan": "window", "design.window.steps": "windowSteps", "design.order": "order",
};

/** What the fields are called in which something stands that a form does not take; the name may wait until the round is made. */
const outOfRange = (form: HTMLFormElement): string =>
  [...form.elements].flatMap((field) => (field instanceof HTMLInputElement && field.name !== "name" && !field.checkValidity() ? [field.labels?.[0]?.textContent ?? field.name] : [])).join(", ");

/** A round's design; the plan beside it is that of what the form says now, and nothing is made before the button. */
export function RoundForm({ slug, annotators, traces, gold }: { readonly slug: string; readonly annotators: readonly string[]; readonly traces: number; readonly gold: number }) {
  const t = useTranslations("rounds");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [plan, setPlan] = useState<RoundPreview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [faulty, setFaulty] = useState("");
  const [pending, setPending] = useState(false);
  const [changes, setChanges] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    const wait = setTimeout(() => {
      const wrong = outOfRange(form.current!);
      setFaulty(wrong);
      if (wrong !== "") { setPlan(null); setProblem(null); return; }
      void call<RoundPreview>("POST", `/api/v1/projects/${slug}/rounds/preview`, { ...roundInput(new FormData(form.current!)), name: "-" }, stop.signal).then((answer) => {
        if (stop.signal.aborted) return;
        setPlan(answer.ok ? answer.value : null);
        setProblem(answer.ok ? null : answer.error);
      });
    }, 350);
    return () => { clearTimeout(wait); stop.abort(); };
  }, [slug, changes]);

  const make = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const input = roundInput(new FormData(event.currentTarget));
    setPending(true);
    const answer = await call("POST", `/api/v1/projects/${slug}/rounds`, input);
    setPending(false);
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) { form.current?.reset(); setChanges((n) => n + 1); router.refresh(); }
  };
  const number = "w-24";
  const legend = "mb-2 font-serif text-l font-medium";
  return (
    <form ref={form} onSubmit={(event) => void make(event)} onInput={() => setChanges((n) => n + 1)} className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="grid content-start gap-6">
        <div className="grid grid-cols-[minmax(0,1fr)_150px] gap-4">
          <TextField name="name" label={t("name")} required maxLength={200} />
          <Select name="pass" label={t("passField")} options={(["behaviour", "truth"] as const).map((value) => ({ value, name: t(`pass.${value}`) }))} />
          <p className="col-span-2 -mt-2 text-s text-ink-2">{t("passHint")}</p>
        </div>
        <fieldset>
          <legend className={legend}>{t("who")}</legend>
          <div className="grid grid-cols-2 gap-2">{annotators.map((handle) => <Checkbox key={handle} name="annotators" value={handle} label={<span className="font-mono text-s">{handle}</span>} />)}</div>
          <p className="mt-2 text-s text-ink-2">{t("whoHint")}</p>
        </fieldset>
        <fieldset>
          <legend className={legend}>{t("sample")}</legend>
          <div className="flex flex-wrap items-start gap-4">
            <TextField name="size" type="number" min={1} max={200000} className={number} label={t("size")} placeholder={String(traces)} />
            <Select name="allocation" label={t("allocation")} options={(["proportional", "equal"] as const).map((value) => ({ value, name: t(`allocations.${value}`) }))} />
            <TextField name="seed" type="number" min={0} max={2147483647} defaultValue={7} className={number} label={t("seed")} />
          </div>
          <p className="mt-3 mb-1 text-s font-[550]">{t("strata")}</p>
          <div className="flex flex-wrap gap-x-5 gap-y-1">{STRATUM_PARTS.map((part) => <Checkbox key={part} name="strata" value={part} label={t(`parts.${part}`)} />)}</div>
        </fieldset>
        <fieldset>
          <legend className={legend}>{t("overlap")}</legend>
          <div className="flex flex-wrap items-start gap-4">
            <TextField name="share" type="number" min={0} max={100} defaultValue={25} className={number} label={t("share")} />
            <TextField name="fold" type="number" min={2} max={50} defaultValue={2} className={number} label={t("fold")} />
            <TextField name="calibration" type="number" min={0} max={1000} defaultValue={0} className={number} label={t("calibration")} />
            <TextField name="calibrationFold" type="number" min={2} max={50} defaultValue={3} className={number} label={t("fold")} />
          </div>
          <p className="mt-2 text-s text-ink-2">{t("overlapHint")}</p>
        </fieldset>
        <fieldset>
          <legend className={legend}>{t("known")}</legend>
          <div className="flex flex-wrap items-start gap-4">
            <TextField name="goldEvery" type="number" min={2} max={1000} className={number} label={t("goldEvery")} disabled={gold === 0} />
            <TextField name="qualification" type="number" min={1} max={Math.max(1, Math.min(100, gold))} className={number} label={t("qualification")} disabled={gold === 0} />
            <TextField name="passMark" type="number" min={0} max={100} defaultValue={70} className={number} label={t("passMark")} disabled={gold === 0} />
          </div>
          <p className="mt-2 text-s text-ink-2">{t("knownHint", { n: gold })}</p>
        </fieldset>
        <fieldset className="grid gap-3">
          <legend className={legend}>{t("purpose")}</legend>
          <Checkbox name="forEstimation" defaultChecked label={t("forEstimation")} hint={t("forEstimationHint")} />
          <div className="flex flex-wrap items-start gap-4">
            <Select name="order" label={t("order")} options={(["random", "uncertain"] as const).map((value) => ({ value, name: t(`orders.${value}`) }))} />
            <TextField name="windowAbove" type="number" min={1000} max={1000000} step={1000} className={number} label={t("window")} />
            <TextField name="windowSteps" type="number" min={1} max={10000} defaultValue={40} className={number} label={t("windowSteps")} />
          </div>
        </fieldset>
        <fieldset className="grid gap-3">
          <legend className={legend}>{t("view")}</legend>
          <Checkbox name="blind" defaultChecked label={t("blindField")} hint={t("blindHint")} />
          <Checkbox name="suggestions" label={t("suggestions")} />
          <div className="flex flex-wrap gap-4">
            <TextField name="withheld" type="number" min={0} max={100} defaultValue={20} className={number} label={t("withheld")} />
            <TextField name="promptGap" type="number" min={0} max={100} defaultValue={10} className={number} label={t("promptGap")} />
          </div>
          <LeakCheck slug={slug} />
        </fieldset>
      </div>
      <div className="lg:border-l lg:border-line lg:pl-10"><div className="grid content-start gap-5 lg:sticky lg:top-6" aria-live="polite">
        {problem && <ProblemBanner problem={problem} nameOf={(field) => (field in FIELDS ? t(FIELDS[field]!) : null)} />}
        {faulty !== "" && <Banner tone="bad">{t("outOfRange", { fields: faulty })}</Banner>}
        {plan && <PlanView plan={plan} />}
        <div className="flex items-center gap-3"><SubmitButton tone="primary" pending={pending} disabled={plan === null}>{t("make")}</SubmitButton><p className="text-s text-ink-2">{t("makeHint")}</p></div>
      </div></div>
    </form>
  );
}
