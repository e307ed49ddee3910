"use client";
import { useRouter, useSearchParams } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { ProblemBanner } from "@/ui/problem-banner";
import { type Problem, useProblemWords } from "@/ui/problem-words";
import { Select } from "@/ui/select";
import { SubmitButton } from "@/ui/submit-button";
import { TextArea, TextField } from "@/ui/text-field";
import { call } from "@/web/browser-call";
import { chosenFormats, FormatChoice } from "./format-choice";

export interface LayerChoice {
  readonly layer: string;
  readonly name: string;
}

/** Name, layer and what the filters above select; then freezes. The layer lives in the address beside the filters, so that the counts are of what will be frozen. */
export function FreezeForm({ slug, layers, filter, counts }: {
  readonly slug: string; readonly layers: readonly LayerChoice[]; readonly filter: Readonly<Record<string, unknown>>;
  readonly counts: { readonly traces: number; readonly annotations: number; readonly spans: number };
}) {
  const t = useTranslations("releases");
  const format = useFormatter();
  const router = useRouter();
  const search = useSearchParams();
  const [counting, start] = useTransition();
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = useProblemWords();
  const [pending, setPending] = useState(false);
  const [nothing, setNothing] = useState(false);
  const layer = search.get("layer") ?? "all";
  const choose = (next: string) => {
    const params = new URLSearchParams(search);
    params.set("layer", next);
    start(() => router.replace(`?${params}`, { scroll: false }));
  };
  const freeze = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const formats = chosenFormats(form);
    const said = (field: string) => { const text = String(form.get(field) ?? "").trim(); return text === "" ? {} : { [field]: text }; };
    const numbered = (field: string, of: number) => { const text = String(form.get(field) ?? "").trim(); return text === "" ? {} : { [field]: Number(text) / of }; };
    setNothing(formats.length === 0);
    if (formats.length === 0) return;
    setPending(true);
    setProblem(null);
    const answer = await call<{ id: string }>("POST", `/api/v1/projects/${slug}/releases`, { name: String(form.get("name")), layer, filter, formats, ...numbered("seed", 1), ...numbered("ablationShare", 100), ...said("version"), ...said("license"), ...said("summary") });
    setPending(false);
    if (answer.ok) router.push(`/projects/${slug}/releases/${answer.value.id}`);
    else setProblem(answer.error);
  };
  return (
    <form onSubmit={(event) => void freeze(event)} className="grid max-w-2xl gap-5 pb-16">
      <Select label={t("layerField")} hint={t("layerHint")} value={layer} onChange={(event) => choose(event.currentTarget.value)} options={layers.map((choice) => ({ value: choice.layer, name: choice.name }))} />
      <div role="status" aria-busy={counting}><dl className="grid grid-cols-3 border-y border-line-strong py-3 tabular-nums">
        {(["traces", "annotations", "spans"] as const).map((key) => <div key={key}><dt className="text-s text-ink-2">{t(key)}</dt><dd className="font-serif text-2xl">{format.number(counts[key])}</dd></div>)}
      </dl></div>
      <TextField label={t("name")} hint={t("nameHint")} name="name" required maxLength={120} error={words.field(problem, "name")} />
      <FormatChoice error={nothing ? t("noFormat") : undefined} />
      <details className="rounded-m border border-line px-3 py-2">
        <summary className="cursor-default font-[550]">{t("draws")}</summary>
        <div className="grid gap-4 py-3 sm:grid-cols-2">
          <TextField label={t("seed")} hint={t("seedHint")} name="seed" type="number" step={1} defaultValue="0" error={words.field(problem, "seed")} />
          <TextField label={t("ablationShare")} hint={t("ablationShareHint")} name="ablationShare" type="number" min={0} max={100} step="any" defaultValue="33" error={words.field(problem, "ablationShare")} />
        </div>
      </details>
      <details className="rounded-m border border-line px-3 py-2">
        <summary className="cursor-default font-[550]">{t("card")}</summary>
        <div className="grid gap-4 py-3">
          <p className="text-s text-ink-2">{t("cardHint")}</p>
          <TextField label={t("version")} name="version" defaultValue="1" maxLength={60} error={words.field(problem, "version")} />
          <TextField label={t("license")} hint={t("licenseHint")} name="license" placeholder="cc-by-4.0" pattern="[a-z0-9.\-]{1,60}" maxLength={60} error={words.field(problem, "license")} />
          <TextArea label={t("summary")} hint={t("summaryHint")} name="summary" maxLength={5000} error={words.field(problem, "summary")} />
        </div>
      </details>
      {problem && <ProblemBanner problem={problem} />}
      <div className="flex items-center gap-3"><SubmitButton tone="primary" pending={pending} disabled={counts.traces === 0}>{t("freeze")}</SubmitButton><p className="text-s text-ink-2">{counts.traces === 0 ? t("nothingToFreeze") : t("freezeHint")}</p></div>
    </form>
  );
}
