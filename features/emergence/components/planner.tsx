"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { promptsForPairs, sampleSizePerArm } from "@/core/emergence/sample-size";
import { TextField } from "@/ui/text-field";

const FIELDS = ["p1", "p2", "power", "alpha", "m", "icc"] as const;
type Field = (typeof FIELDS)[number];

/** How many traces a comparison needs: pooled normal formula, two-sided, times the design effect of several samples a prompt; beside it how many prompts, where both checkpoints answer the same ones.
 *  @param sd of the prompts' differences per 1k tokens in what is shown: the pilot */
export function Planner({ sd }: { readonly sd: number | null }) {
  const t = useTranslations("emergence");
  const [values, setValues] = useState<Readonly<Record<Field, string>>>({ p1: "0.10", p2: "0.20", power: "0.8", alpha: "0.05", m: "1", icc: "0" });
  const [pair, setPair] = useState({ sd: sd === null ? "" : sd.toFixed(2), difference: "0.5" });
  const answer = compute(values);
  const prompts = computePairs(pair, values);
  return (
    <section>
      <h2 className="font-serif text-xl font-medium">{t("planner.title")}</h2>
      <p className="mt-0.5 mb-3 max-w-[60ch] text-s text-ink-2">{t("planner.sub")}</p>
      <div className="grid max-w-140 grid-cols-3 gap-3">
        {FIELDS.map((field) => <TextField key={field} label={t(`planner.${field}`)} type="number" step="any" min={0} value={values[field]} onChange={(event) => setValues({ ...values, [field]: event.currentTarget.value })} />)}
      </div>
      <p className="mt-3 mb-5 text-l" role="status">{answer === null ? t("planner.senseless") : t("planner.answer", { traces: answer })}</p>
      <h3 className="font-[550]">{t("planner.pairs")}</h3>
      <p className="mt-0.5 mb-3 max-w-[60ch] text-s text-ink-2">{t(sd === null ? "planner.pairsSub" : "planner.pairsPilot")}</p>
      <div className="grid max-w-140 grid-cols-3 gap-3">
        {(["sd", "difference"] as const).map((field) => <TextField key={field} label={t(`planner.${field}`)} type="number" step="any" min={0} value={pair[field]} onChange={(event) => setPair({ ...pair, [field]: event.currentTarget.value })} />)}
      </div>
      <p className="mt-3 text-l" role="status">{prompts === null ? t("planner.pairsSenseless") : t("planner.pairsAnswer", { prompts })}</p>
    </section>
  );
}

function computePairs({ sd, difference }: { readonly sd: string; readonly difference: string }, { power, alpha }: Readonly<Record<Field, string>>): number | null {
  try {
    const prompts = promptsForPairs({ sd: Number(sd), difference: Number(difference), power: Number(power), alpha: Number(alpha) });
    return Number.isFinite(prompts) ? prompts : null;
  } catch {
    return null; // an SD or a difference that is not above 0
  }
}

function compute(values: Readonly<Record<Field, string>>): number | null {
  const [p1, p2, power, alpha, m, icc] = FIELDS.map((field) => Number(values[field]));
  try {
    const traces = sampleSizePerArm({ p1: p1!, p2: p2!, power: power!, alpha: alpha!, m: m!, icc: icc! });
    return Number.isFinite(traces) ? traces : null;
  } catch {
    return null; // proportions that do not differ, or lie outside (0, 1)
  }
}
