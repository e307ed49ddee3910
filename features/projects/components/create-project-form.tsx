"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useCallback, useState } from "react";
import { call } from "@/web/browser-call";
import { LabelMark, type LabelLook } from "@/ui/label-mark";
import { ProblemBanner } from "@/ui/problem-banner";
import { type Problem, useProblemWords } from "@/ui/problem-words";
import { SubmitButton } from "@/ui/submit-button";
import { TextField } from "@/ui/text-field";
import { slugFromName } from "../slug-from-name";

export interface PresetChoice {
  readonly key: string;
  readonly title: string;
  readonly labels: readonly LabelLook[];
}

/** Name, address and the codebook to start from. */
export function CreateProjectForm({ presets }: { readonly presets: readonly PresetChoice[] }) {
  const t = useTranslations("projects");
  const router = useRouter();
  const [name, setName] = useState("");
  const [slug, setSlug] = useState<string | null>(null);
  const [preset, setPreset] = useState(presets[0]?.key ?? "");
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = useProblemWords();
  const [pending, setPending] = useState(false);
  const address = slug ?? slugFromName(name);
  const typedEarly = useCallback((form: HTMLFormElement | null) => { if (form) setName(String(new FormData(form).get("name"))); }, []); // before React listened

  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setProblem(null);
    const made = await call<{ slug: string }>("POST", "/api/v1/projects", { name, slug: address, preset });
    setPending(false);
    if (made.ok) router.push(`/projects/${address}/imports`);
    else setProblem(made.error);
  };

  return (
    <form ref={typedEarly} onSubmit={(event) => void create(event)} className="grid max-w-2xl gap-5 pb-12">
      <TextField label={t("name")} name="name" required maxLength={200} autoFocus value={name} onChange={(event) => setName(event.currentTarget.value)} error={words.field(problem, "name")} />
      <TextField label={t("address")} hint={t("addressHint", { address: address === "" ? "…" : address })} name="slug" required pattern="[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?" maxLength={40} value={address} className="mono"
        onChange={(event) => setSlug(event.currentTarget.value)} error={problem?.kind === "already-exists" ? t("addressTaken") : words.field(problem, "slug")} />
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-s font-[550]">{t("startFrom")}</legend>
        <p className="text-s text-ink-2">{t("startFromHint")}</p>
        <div className="rounded-m border border-line-strong bg-paper">
          {presets.map((choice) => (
            <label key={choice.key} className="grid grid-cols-[16px_minmax(0,1fr)] items-start gap-x-3 border-b border-line px-3 py-2.5 last:border-0 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus">
              <input type="radio" name="preset" value={choice.key} checked={preset === choice.key} onChange={() => setPreset(choice.key)} className="mt-0.5 size-4 accent-accent" />
              <span className="font-[550]">{choice.title}</span>
              <span className="col-start-2 flex flex-wrap gap-x-4 gap-y-1 text-s text-ink-2">{choice.labels.map((label) => <LabelMark key={label.tag + label.name} {...label} />)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {problem && problem.kind !== "already-exists" && <ProblemBanner problem={problem} />}
      <div><SubmitButton tone="primary" pending={pending}>{t("create")}</SubmitButton></div>
    </form>
  );
}
