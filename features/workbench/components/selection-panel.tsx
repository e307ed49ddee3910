"use client";
import { Link2, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { Attribute } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";
import { CERTAINTIES, type Span } from "@/core/annotation/span";
import { IconButton } from "@/ui/icon-button";
import { Kbd } from "@/ui/kbd";
import { answerAttribute, attributesShown, setCertainty, setNote } from "../commands/answer-attribute";
import { copyLink } from "../commands/copy-link";
import { deleteSelected } from "../commands/label-span";
import { goOnFromUnit } from "../commands/label-step";
import { runCommand } from "../commands/run-command";
import { CommandKey } from "./command-key";
import { KeptText } from "./kept-text";
import { LabelIcon } from "./label-icon";
import { RelationsPanel } from "./relations-panel";
import { stepsOf } from "./step-numbers";
import { capitalised, labelOf, useBench, useSelectedSpan, useSession, useSessionNow } from "./use-bench";

const HINT_KEYS = { cycle: () => <CommandKey of="cycle" />, down: () => <CommandKey of="stepDown" />, up: () => <CommandKey of="stepUp" /> };

/** The selected span: what it is, what is asked about it, what it is linked to. */
export function SelectionPanel() {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const span = useSelectedSpan();
  const asked = useSession(({ mode }) => (mode.kind === "answering" ? mode.attribute : null));
  const label = span && labelOf(bench, span.label);
  if (!span || !label) return <section className="wb-section"><h2 className="wb-panel-title">{t("selection")}</h2><p className="wb-hint">{t.rich(bench.session.readOnly ? "readingHint" : bench.session.context.codebook.unit === "span" ? "nothingSelectedHint" : "stepHint", HINT_KEYS)}</p></section>;
  const { readOnly } = bench.session;
  return (
    <section className={`wb-section c-${label.colour}`} aria-label={t("selection")}>
      <div className="wb-selected-head">
        <LabelIcon label={label.key} tag={label.tag} />
        <h2>{capitalised(inLanguage(label.name, locale), locale)}</h2>
        <span className="wb-steps">{stepsOf(bench.doc, span)}</span>
        <span className="wb-spring" />
        <Overlaps span={span} />
        <IconButton label={t("copyLink")} icon={<Link2 size={15} />} onClick={() => { copyLink(bench); bench.view?.focus(); }} />
        {!readOnly && <IconButton label={t("deleteSpan")} icon={<Trash2 size={15} />} onClick={() => { deleteSelected(bench.session); bench.view?.focus(); }} />}
      </div>
      <dl>
        {attributesShown(bench.session, span).map((attribute) => <AttributeRow key={attribute.key} span={span} attribute={attribute} open={asked === attribute.key} />)}
        <div className="wb-attribute">
          <dt>{t("certainty")} {!readOnly && <CommandKey of="certainty" />}</dt>
          <dd><Choices label={t("certainty")} disabled={readOnly} value={span.certainty} choices={CERTAINTIES.map((value) => ({ value, name: t(value) }))} onChange={(certainty) => setCertainty(bench.session, span.id, certainty === "unsure" ? "unsure" : "sure")} /></dd>
        </div>
      </dl>
      <RelationsPanel span={span} />
      <NoteField key={span.id} span={span} />
    </section>
  );
}

/** How many spans lie over the caret; the button goes to the next. */
function Overlaps({ span }: { readonly span: Span }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const placed = bench.view?.surface.placed(span.id);
  const here = placed ? bench.view!.surface.spansAt({ field: span.field, offset: placed.from }).map((other) => other.span.id) : [];
  if (here.length < 2) return null;
  return <button type="button" className="wb-small" title={t("spansHere", { count: here.length })} onClick={() => { runCommand(bench, "cycle"); bench.view?.focus(); }}>{t("nOfCount", { n: here.indexOf(span.id) + 1, count: here.length })} <CommandKey of="cycle" /></button>;
}

/** One question about the span. Only the one that digits answer shows its values; an answered one folds to a line. */
function AttributeRow({ span, attribute, open }: { readonly span: Span; readonly attribute: Attribute; readonly open: boolean }) {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const { session, view } = bench;
  const answer = (to: string | null): void => {
    answerAttribute(session, span.id, attribute.key, to);
    if (to !== null && session.context.codebook.unit !== "span") goOnFromUnit(bench);
    view?.focus();
  };
  const value = span.attributes[attribute.key];
  const choice = attribute.values.find((one) => one.value === value);
  const missing = attribute.required && value === undefined;
  if (!open)
    return (
      <div className="wb-attribute" data-missing={missing}>
        <dt>{inLanguage(attribute.name, locale)}</dt>
        <dd><button type="button" className="wb-value" disabled={session.readOnly} onClick={() => { session.set({ mode: { kind: "answering", attribute: attribute.key } }); view?.focus(); }}>{choice ? inLanguage(choice.name, locale) : value ?? (missing ? t("required") : t("unanswered"))}</button></dd>
      </div>
    );
  return (
    <div className="wb-attribute wb-asked">
      <dt>{inLanguage(attribute.name, locale)}{attribute.required && <small>{t("required")}</small>}</dt>
      <dd><span className="wb-chips" role="group" aria-label={inLanguage(attribute.name, locale)}>
        {attribute.values.map((one, index) => (
          <button key={one.value} type="button" className="wb-chip" aria-pressed={one.value === value} onClick={() => answer(one.value === value ? null : one.value)}>
            {index < 9 && <Kbd>{index + 1}</Kbd>}{inLanguage(one.name, locale)}
          </button>
        ))}
      </span></dd>
    </div>
  );
}

/** A few values in a row, one of them held; pressing it again takes it back where `clearable`. */
export function Choices({ label, value, choices, onChange, disabled, clearable = false }: {
  readonly label: string; readonly value: string | null; readonly choices: readonly { readonly value: string; readonly name: string }[]; readonly onChange: (value: string | null) => void; readonly disabled: boolean; readonly clearable?: boolean;
}) {
  return (
    <span className="wb-choices" role="group" aria-label={label}>
      {choices.map((choice) => <button key={choice.value} type="button" disabled={disabled} aria-pressed={choice.value === value} onClick={() => onChange(clearable && choice.value === value ? null : choice.value)}>{choice.name}</button>)}
    </span>
  );
}

/** A remark on the span, as it is held now. */
function NoteField({ span: { id } }: { readonly span: Span }) {
  const t = useTranslations("workbench");
  const { session, view } = useBench();
  const held = useSessionNow(({ annotation }) => annotation.spans.get(id)?.note ?? "");
  if (session.readOnly && held === "") return null;
  return <KeptText id="wb-note" label={t("note")} placeholder={t("notePlaceholder")} held={held} readOnly={session.readOnly} keep={(note) => setNote(session, id, note)} onLeave={() => view?.focus()} />;
}
