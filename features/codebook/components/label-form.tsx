"use client";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Label, Localized, Pattern } from "@/core/codebook/codebook";
import { PASSES, type Pass } from "@/core/annotation/annotation";
import { PATTERNS } from "@/core/codebook/codebook";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { LabelMark } from "@/ui/label-mark";
import { Select } from "@/ui/select";
import { TextArea, TextField } from "@/ui/text-field";
import { LABEL_COLOURS, newAttribute, replaced } from "../edit-codebook";
import { AttributeForm } from "./attribute-form";

/** Text in both languages; an emptied Chinese text goes away. */
export const withLanguage = (text: Localized, language: "en" | "zh", value: string): Localized => (language === "en" ? { ...text, en: value } : value === "" ? { en: text.en } : { ...text, zh: value });

/** One label of a draft. Its key is its name in exports and cannot be changed once used, so it stands apart. */
export function LabelForm({ label, onChange, onMove, onRemove }: { readonly label: Label; readonly onChange: (label: Label) => void; readonly onMove: (by: -1 | 1) => void; readonly onRemove: () => void }) {
  const t = useTranslations("codebook");
  const set = (patch: Partial<Label>) => onChange({ ...label, ...patch });
  const name = label.name.en;
  return (
    <div className="relative border-b border-line">
      <details>
        <summary className="flex items-center gap-3 py-2.5 pr-24">
          <span className="w-4 text-center text-s text-ink-2">{label.hotkey ?? "–"}</span>
          <LabelMark name={name} tag={label.tag} colour={label.colour} pattern={label.pattern} />
          <span className="min-w-0 flex-1 truncate text-ink-2">{label.definition.en}</span>
        </summary>
        <div className="grid gap-4 pt-1 pb-5 pl-7">
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField label={t("name")} value={name} required onChange={(event) => set({ name: withLanguage(label.name, "en", event.currentTarget.value) })} />
            <TextField label={t("nameZh")} lang="zh" value={label.name.zh ?? ""} onChange={(event) => set({ name: withLanguage(label.name, "zh", event.currentTarget.value) })} />
          </div>
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-[minmax(0,2fr)_4rem_5rem_7rem_7rem_7rem_6rem]">
            <TextField label={t("key")} className="mono" value={label.key} required pattern="[a-z0-9][a-z0-9_\-]*" onChange={(event) => set({ key: event.currentTarget.value })} />
            <TextField label={t("tag")} value={label.tag} required maxLength={4} onChange={(event) => set({ tag: event.currentTarget.value })} />
            <Select label={t("hotkey")} value={String(label.hotkey ?? "")} onChange={(event) => set({ hotkey: event.currentTarget.value === "" ? null : Number(event.currentTarget.value) })} options={[{ value: "", name: t("noHotkey") }, ..."123456789".split("").map((value) => ({ value, name: value }))]} />
            <Select label={t("colour")} value={label.colour} onChange={(event) => set({ colour: event.currentTarget.value })} options={LABEL_COLOURS.map((value) => ({ value, name: t(`colours.${value}`) }))} />
            <Select label={t("pattern")} value={label.pattern} onChange={(event) => set({ pattern: event.currentTarget.value as Pattern })} options={PATTERNS.map((value) => ({ value, name: t(`patterns.${value}`) }))} />
            <Select label={t("passField")} value={label.pass} onChange={(event) => set({ pass: event.currentTarget.value as Pass })} options={PASSES.map((value) => ({ value, name: t(`pass.${value}`) }))} />
            <TextField label={t("atMost")} type="number" min={1} max={1000} placeholder={t("noLimit")} value={label.max ?? ""} onChange={(event) => set({ max: event.currentTarget.value === "" ? undefined : Number(event.currentTarget.value) })} />
          </div>
          <div className="grid gap-3 sm:grid-cols-2">
            <TextArea label={t("definition")} rows={3} value={label.definition.en} onChange={(event) => set({ definition: withLanguage(label.definition, "en", event.currentTarget.value) })} />
            <TextArea label={t("definitionZh")} lang="zh" rows={3} value={label.definition.zh ?? ""} onChange={(event) => set({ definition: withLanguage(label.definition, "zh", event.currentTarget.value) })} />
          </div>
          <div className="grid gap-2">
            <h4 className="text-s font-[550]">{t("attributes")}</h4>
            {label.attributes.map((attribute, index) => <AttributeForm key={index} attribute={attribute} onChange={(next) => set({ attributes: replaced(label.attributes, index, next) })} />)}
            <div><Button size="s" icon={<Plus aria-hidden size={13} />} onClick={() => set({ attributes: [...label.attributes, newAttribute(label, t("newAttribute"), t("newValue"))] })}>{t("addAttribute")}</Button></div>
          </div>
        </div>
      </details>
      <span className="absolute top-2 right-0 inline-flex">
        <IconButton label={t("moveUp", { name })} icon={<ArrowUp size={14} />} onClick={() => onMove(-1)} />
        <IconButton label={t("moveDown", { name })} icon={<ArrowDown size={14} />} onClick={() => onMove(1)} />
        <IconButton label={t("removeLabel", { name })} icon={<Trash2 size={14} />} onClick={onRemove} />
      </span>
    </div>
  );
}
