"use client";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { Label } from "@/core/codebook/codebook";
import { valueInWords } from "@/core/codebook/answers-in-words";
import { inLanguage } from "@/core/codebook/localized";
import { type Group, handleOf, type WireSpan } from "./score-model";

export interface Member { readonly layer: string; readonly span: WireSpan }

/** What the annotators say of the group in hand, and what can be done about it. */
export function ActionBar({ group, members, leader, place, total, labels, reason, onReason, onAccept, onMerge, onEdit, onReject, onOther }: {
  readonly group: Group; readonly members: readonly Member[]; readonly leader: Member; readonly place: number | null; readonly total: number; readonly labels: ReadonlyMap<string, Label>;
  readonly reason: string; readonly onReason: (reason: string) => void;
  readonly onAccept: () => void; readonly onMerge: () => void; readonly onEdit: () => void; readonly onReject: () => void; readonly onOther: () => void;
}) {
  const t = useTranslations("adjudication");
  const language = useLocale();
  const format = useFormatter();
  const name = (key: string): string => { const label = labels.get(key); return label ? inLanguage(label.name, language) : key; };
  const said = [...new Set(members.map(({ span }) => span.label))];
  const other = members[(members.indexOf(leader) + 1) % members.length]!;
  return (
    <>
      <p className="aj-say" role="status">
        {place !== null && <b>{t("placeOf", { place, total })} </b>}
        {said.map((label, k) => {
          const who = members.filter(({ span }) => span.label === label).map(({ layer }) => handleOf(layer));
          return <span key={label}>{k > 0 && t("between")}{t.rich("says", { who: format.list(who), n: who.length, label: name(label), b: (chunks) => <b className={`c-${labels.get(label)?.colour ?? ""}`}>{chunks}</b> })}</span>;
        })}
        {group.absent.map(({ layer, read }) => <span key={layer}>{t("between")}{t(read ? "sawNothing" : "didNotRead", { who: handleOf(layer) })}</span>)}{t("fullStop")}{t(sameRange(members) ? "sameRange" : "otherRange", { n: group.size })}
        {group.attributes.map((key) => {
          const attribute = labels.get(leader.span.label)?.attributes.find((one) => one.key === key);
          return attribute && <span key={key}> {t("attributeReads", { attribute: inLanguage(attribute.name, language), values: members.map(({ layer, span }) => t("reads", { who: handleOf(layer), value: span.attributes[key] === undefined ? t("unset") : valueInWords(attribute, span.attributes[key], language) })).join(t("between")) })}</span>;
        })}
      </p>
      <div className="aj-keys">
        <button type="button" className="aj-key" data-primary onClick={onAccept}><kbd>a</kbd>{t("accept", { who: handleOf(leader.layer) })}</button>
        {members.length > 1 && <button type="button" className="aj-key" onClick={onMerge}><kbd>m</kbd>{t("merge", { label: name(leader.span.label) })}</button>}
        <button type="button" className="aj-key" onClick={onEdit}><kbd>e</kbd>{t("edit")}</button>
        <button type="button" className="aj-key" onClick={onReject}><kbd>x</kbd>{t("reject")}</button>
        {members.length > 1 && <button type="button" className="ml-auto text-s text-ink-2" onClick={onOther}><kbd className="aj-kbd">Tab</kbd> {t("otherReading", { who: handleOf(other.layer) })}</button>}
      </div>
      <label className="flex items-center gap-2 text-s text-ink-2">
        <span className="whitespace-nowrap"><kbd className="aj-kbd">r</kbd> {t("reason")}</span>
        <input id="aj-reason" value={reason} maxLength={2000} onChange={(event) => onReason(event.currentTarget.value)} placeholder={t("reasonHint")} className="h-7 min-w-0 flex-1 rounded-m border border-field-line bg-paper px-2 text-m text-ink" />
      </label>
    </>
  );
}

const sameRange = (members: readonly Member[]): boolean => members.length > 1 && members.every(({ span }) => span.start === members[0]!.span.start && span.end === members[0]!.span.end);
