"use client";
import { useTranslations } from "next-intl";
import type { FieldMapping, FormatName, GenerationPart, ImportPlan, TraceField } from "@/core/formats/import-plan";
import { choosesGeneration, mapsFields, placesSpans } from "@/core/formats/format-kinds";
import { FORMATS, GENERATION_PARTS, OFFSET_UNITS, TRACE_FIELDS } from "@/core/formats/import-plan";
import { Checkbox } from "@/ui/checkbox";
import { Select } from "@/ui/select";
import { TextField } from "@/ui/text-field";

/** Fields that most files have; the others fold away. */
const MAIN: readonly TraceField[] = ["prompt", "cot", "answer", "messages", "model", "checkpoint", "step", "sample", "correct", "reference_answer"];

/** How a file is read: format, which path is which field, which part is the generation, and what the rows do not say. Every change shows at once in the rows beside it. */
export function PlanForm({ plan, paths, onChange }: { readonly plan: ImportPlan; readonly paths: readonly string[]; readonly onChange: (plan: ImportPlan) => void }) {
  const t = useTranslations("imports");
  const set = (patch: Partial<ImportPlan>) => onChange({ ...plan, ...patch });
  const exclude = (patch: Partial<ImportPlan["generation"]["exclude"]>) => set({ generation: { ...plan.generation, exclude: { ...plan.generation.exclude, ...patch } } });
  const said = (field: "model" | "checkpoint" | "dataset" | "language", value: string) => {
    const { [field]: _old, ...rest } = plan;
    onChange(value === "" ? rest : { ...rest, [field]: value });
  };
  const step = (value: string) => {
    const { step: _old, ...rest } = plan;
    onChange(/^\d+$/.test(value) ? { ...rest, step: Number(value) } : rest);
  };
  return (
    <div className="grid gap-5">
      <div className={plan.format === "json" ? "grid grid-cols-2 gap-3" : "grid"}>
        <Select label={t("format")} value={plan.format} onChange={(event) => set({ format: event.currentTarget.value as FormatName })} options={FORMATS.map((value) => ({ value, name: t.has(`formats.${value}`) ? t(`formats.${value}`) : value }))} />
        {plan.format === "json" && <TextField label={t("rowsPath")} className="mono" value={plan.rows} onChange={(event) => set({ rows: event.currentTarget.value })} />}
      </div>
      {mapsFields(plan.format) && <fieldset className="grid gap-2">
        <legend className="mb-2 font-semibold">{t("mapping")}</legend>
        <MappingRows fields={MAIN} mapping={plan.mapping} paths={paths} onChange={(mapping) => set({ mapping })} />
        <details>
          <summary className="py-1 text-s text-ink-2">{t("moreFields", { count: TRACE_FIELDS.length - MAIN.length })}</summary>
          <div className="grid gap-2 pt-2"><MappingRows fields={TRACE_FIELDS.filter((field) => !MAIN.includes(field))} mapping={plan.mapping} paths={paths} onChange={(mapping) => set({ mapping })} /></div>
        </details>
      </fieldset>}
      {choosesGeneration(plan.format) && <fieldset className="grid gap-2.5">
        <legend className="mb-2 font-semibold">{t("generation")}</legend>
        <Select label={t("part")} hideLabel value={plan.generation.part} onChange={(event) => set({ generation: { ...plan.generation, part: event.currentTarget.value as GenerationPart } })} options={GENERATION_PARTS.map((value) => ({ value, name: t(`parts.${value}`) }))} />
        {plan.generation.part !== "whole" && (
          <div className="grid grid-cols-2 gap-3">
            <TextField label={t("opens")} className="mono" value={plan.generation.markers.open} onChange={(event) => set({ generation: { ...plan.generation, markers: { ...plan.generation.markers, open: event.currentTarget.value } } })} />
            <TextField label={t("closes")} className="mono" value={plan.generation.markers.close} onChange={(event) => set({ generation: { ...plan.generation, markers: { ...plan.generation.markers, close: event.currentTarget.value } } })} />
          </div>
        )}
        <p className="text-s text-ink-2">{t("excludeHint")}</p>
        <Checkbox label={t("excluded.prompt_echo")} checked={plan.generation.exclude.promptEcho !== "no"} onChange={(event) => exclude({ promptEcho: event.currentTarget.checked ? "exact" : "no" })} />
        {plan.generation.exclude.promptEcho !== "no" && <div className="pl-6"><Checkbox label={t("echoThrough")} checked={plan.generation.exclude.promptEcho === "through"} onChange={(event) => exclude({ promptEcho: event.currentTarget.checked ? "through" : "exact" })} /></div>}
        <Checkbox label={t("excluded.empty_think")} checked={plan.generation.exclude.emptyThink} onChange={(event) => exclude({ emptyThink: event.currentTarget.checked })} />
        <Checkbox label={t("excluded.repeat")} checked={plan.generation.exclude.repeat} onChange={(event) => exclude({ repeat: event.currentTarget.checked })} />
        <Checkbox label={t("excluded.loop")} checked={plan.generation.exclude.loop} onChange={(event) => exclude({ loop: event.currentTarget.checked })} />
      </fieldset>}
      {placesSpans(plan.format) && (
        <fieldset className="grid gap-2.5">
          <legend className="mb-2 font-semibold">{t("offsets")}</legend>
          <Select label={t("offsetUnit")} value={plan.offsetUnit} onChange={(event) => set({ offsetUnit: event.currentTarget.value as ImportPlan["offsetUnit"] })} options={(["infer", ...OFFSET_UNITS] as const).map((value) => ({ value, name: t(`units.${value}`) }))} />
          <Checkbox label={t("reanchor")} checked={plan.reanchor} onChange={(event) => set({ reanchor: event.currentTarget.checked })} />
        </fieldset>
      )}
      <fieldset className="grid grid-cols-2 gap-3">
        <legend className="mb-1 font-semibold">{t("said")}</legend>
        <p className="col-span-2 text-s text-ink-2">{t("saidHint")}</p>
        <TextField label={t("fact.model")} value={plan.model ?? ""} onChange={(event) => said("model", event.currentTarget.value)} />
        <TextField label={t("fact.checkpoint")} value={plan.checkpoint ?? ""} onChange={(event) => said("checkpoint", event.currentTarget.value)} />
        <TextField label={t("fact.step")} inputMode="numeric" value={plan.step === undefined ? "" : String(plan.step)} onChange={(event) => step(event.currentTarget.value)} />
        <TextField label={t("fact.dataset")} value={plan.dataset ?? ""} onChange={(event) => said("dataset", event.currentTarget.value)} />
        <TextField label={t("fact.language")} value={plan.language ?? ""} onChange={(event) => said("language", event.currentTarget.value)} />
        <div className="col-span-2"><TextField label={t("namePattern")} hint={t("namePatternHint")} className="mono text-s!" spellCheck={false} value={plan.namePattern} onChange={(event) => set({ namePattern: event.currentTarget.value })} /></div>
      </fieldset>
    </div>
  );
}

function MappingRows({ fields, mapping, paths, onChange }: { readonly fields: readonly TraceField[]; readonly mapping: FieldMapping; readonly paths: readonly string[]; readonly onChange: (mapping: FieldMapping) => void }) {
  const t = useTranslations("imports");
  const map = (field: TraceField, path: string) => {
    const { [field]: _old, ...rest } = mapping;
    onChange(path === "" ? rest : { ...rest, [field]: path });
  };
  return fields.map((field) => {
    const path = mapping[field] ?? "";
    const known = path === "" || paths.includes(path) ? paths : [path, ...paths];
    return (
      <div key={field} className="grid grid-cols-[9rem_minmax(0,1fr)] items-center gap-2">
        <span className="mono text-s">{field}</span>
        <Select label={t("from", { field })} hideLabel value={path} className={path === "" ? "h-7! text-s text-ink-2!" : "h-7! mono text-s!"} onChange={(event) => map(field, event.currentTarget.value)} options={[{ value: "", name: t("notMapped") }, ...known.map((value) => ({ value, name: value }))]} />
      </div>
    );
  });
}
