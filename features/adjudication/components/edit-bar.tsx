"use client";
import { useLocale, useTranslations } from "next-intl";
import type { Pass } from "@/core/annotation/annotation";
import { holdsFor } from "@/core/annotation/shown-parts";
import type { Label } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";
import { shortened } from "@/core/text/shortened";
import { Select } from "@/ui/select";

/** A span in the making: the adjudicator's own reading of a group, or one where nobody saw any. */
export interface DraftSpan {
  readonly group: string | null;
  readonly field: "prompt" | "cot" | "answer";
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Label by digit, edges by arrows, attributes by choice. */
export function EditBar({ draft, quote, labels, passes, onChange, onSave, onCancel }: {
  readonly draft: DraftSpan; readonly quote: string; readonly labels: readonly Label[]; /** Whose attributes are asked; null: of both. */ readonly passes: readonly Pass[] | null;
  readonly onChange: (draft: DraftSpan) => void; readonly onSave: () => void; readonly onCancel: () => void;
}) {
  const t = useTranslations("adjudication");
  const language = useLocale();
  const label = labels.find(({ key }) => key === draft.label);
  const attributes = label?.attributes.filter(({ when, pass }) => (passes?.includes(pass) ?? true) && holdsFor(when, draft)) ?? [];
  return (
    <>
      <p className="aj-say" role="status"><b>{t(draft.group === null ? "adding" : "editing")}</b> “{shortened(quote, 160)}”</p>
      <div className="aj-keys" role="group" aria-label={t("label")}>
        {labels.map((one) => <button key={one.key} type="button" className={`aj-key c-${one.colour}`} aria-pressed={one.key === draft.label} onClick={() => onChange({ ...draft, label: one.key, attributes: {} })}>{one.hotkey !== null && <kbd>{one.hotkey}</kbd>}<span className={`worn leading-4 u-${one.pattern}`}>{inLanguage(one.name, language)}</span></button>)}
      </div>
      {attributes.length > 0 && (
        <div className="flex flex-wrap gap-3">
          {attributes.map((attribute) => (
            <Select key={attribute.key} label={inLanguage(attribute.name, language)} value={draft.attributes[attribute.key] ?? ""}
              onChange={(event) => { const { [attribute.key]: _old, ...rest } = draft.attributes; const { value } = event.currentTarget; onChange({ ...draft, attributes: value === "" ? rest : { ...rest, [attribute.key]: value } }); }}
              options={[{ value: "", name: t("unset") }, ...attribute.values.map(({ value, name }) => ({ value, name: inLanguage(name, language) }))]} />
          ))}
        </div>
      )}
      <div className="aj-keys">
        <button type="button" className="aj-key" data-primary onClick={onSave}><kbd>⏎</kbd>{t("keep")}</button>
        <button type="button" className="aj-key" onClick={onCancel}><kbd>Esc</kbd>{t("cancel")}</button>
        <span className="text-s text-ink-2">{t.rich(draft.group === null ? "placeHint" : "edgesHint", { kbd: (key) => <kbd className="aj-kbd">{key}</kbd> })}</span>
      </div>
    </>
  );
}
