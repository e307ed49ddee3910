"use client";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Attribute } from "@/core/codebook/codebook";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { RemovableChip } from "@/ui/chip";
import { IconButton } from "@/ui/icon-button";
import { TextField } from "@/ui/text-field";
import { freeKey, replaced } from "../edit-codebook";

/** One closed question about a span: its name, whether it must be answered, and its values. */
export function AttributeForm({ attribute, onChange }: { readonly attribute: Attribute; readonly onChange: (attribute: Attribute | null) => void }) {
  const t = useTranslations("codebook");
  const name = attribute.name.en;
  const add = (field: HTMLInputElement | null) => {
    const word = field?.value ?? "";
    if (!field || word === "") return;
    const value = freeKey(word.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "") || "value", attribute.values.map((one) => one.value));
    onChange({ ...attribute, values: [...attribute.values, { value, name: { en: word } }] });
    field.value = "";
  };
  return (
    <div className="grid gap-2 rounded-m border border-line bg-paper p-3">
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-44"><TextField label={t("name")} value={name} onChange={(event) => onChange({ ...attribute, name: { ...attribute.name, en: event.currentTarget.value } })} /></div>
        <div className="w-36"><TextField label={t("key")} className="mono" value={attribute.key} onChange={(event) => onChange({ ...attribute, key: event.currentTarget.value })} /></div>
        <div className="pb-1.5"><Checkbox label={t("required")} checked={attribute.required} onChange={(event) => onChange({ ...attribute, required: event.currentTarget.checked })} /></div>
        <div className="ml-auto"><IconButton label={t("removeAttribute", { name })} icon={<Trash2 size={14} />} onClick={() => onChange(null)} /></div>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        {attribute.values.map((choice, index) => (
          <RemovableChip key={choice.value} removeLabel={t("removeValue", { value: choice.name.en })} onRemove={() => onChange({ ...attribute, values: replaced(attribute.values, index, null) })}>{choice.name.en}</RemovableChip>
        ))}
        <span className="inline-flex gap-1">
          <input aria-label={t("value")} placeholder={t("addValue")} className="h-6.5 w-32 rounded-m border border-field-line bg-paper px-2 text-s" onKeyDown={(event) => { if (event.key === "Enter" && !event.nativeEvent.isComposing) { event.preventDefault(); add(event.currentTarget); } }} />
          <Button size="s" icon={<Plus aria-hidden size={12} />} onClick={(event) => add(event.currentTarget.parentElement?.querySelector("input") ?? null)}>{t("addValue")}</Button>
        </span>
      </div>
    </div>
  );
}
