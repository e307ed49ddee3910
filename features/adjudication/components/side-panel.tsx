"use client";
import { useLocale, useTranslations } from "next-intl";
import { answersInWords } from "@/core/codebook/answers-in-words";
import type { Label } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";
import { LabelMark } from "@/ui/label-mark";
import type { AdjudicationAnswer } from "../schema";
import type { Member } from "./action-bar";
import { handleOf } from "./score-model";

/** The readings in hand in full, what the codebook says of their labels, and who was followed so far. */
export function SidePanel({ members, labels, held }: { readonly members: readonly Member[]; readonly labels: ReadonlyMap<string, Label>; readonly held: AdjudicationAnswer }) {
  const t = useTranslations("adjudication");
  const language = useLocale();
  const involved = [...new Set(members.map(({ span }) => span.label))].flatMap((key) => labels.get(key) ?? []);
  const decided = held.groups.flatMap(({ decision }) => (decision && decision.choice !== "agreed" ? [decision] : []));
  const rows = [
    ...held.layers.map(({ layer }) => ({ key: layer, name: handleOf(layer), n: decided.filter((decision) => decision.choice === "accept" && decision.layer === layer).length })),
    ...(["merge", "edit", "reject"] as const).map((choice) => ({ key: choice, name: t(`count.${choice}`), n: decided.filter((decision) => decision.choice === choice).length })),
  ];
  const most = Math.max(1, ...rows.map(({ n }) => n));
  return (
    <aside className="aj-side" aria-label={t("details")}>
      {members.length > 0 && (
        <section>
          <h2>{t("readings")}</h2>
          <dl className="mt-2 grid gap-2.5">
            {members.map(({ layer, span }) => {
              const label = labels.get(span.label);
              const facts = [...answersInWords(label, span.attributes, language), ...(span.certainty === "unsure" ? [t("unsure")] : [])];
              return (
                <div key={layer}>
                  <dt className="flex items-baseline justify-between gap-2"><b className="font-mono text-s font-medium">{handleOf(layer)}</b>{label && <LabelMark name={inLanguage(label.name, language)} tag={label.tag} colour={label.colour} pattern={label.pattern} />}</dt>
                  <dd className="mt-0.5 line-clamp-6 font-serif text-m text-ink-2 italic" title={span.quote}>{span.quote}</dd>
                  {facts.length > 0 && <dd className="text-s text-ink-2">{facts.join(" · ")}</dd>}
                  {span.note && <dd className="text-s text-pretty">“{span.note}”</dd>}
                </div>
              );
            })}
          </dl>
        </section>
      )}
      {involved.map((label) => <section key={label.key}><h2>{t("definitionOf", { label: inLanguage(label.name, language) })}</h2><p className="mt-1 text-s text-pretty text-ink-2">{inLanguage(label.definition, language)}</p></section>)}
      <section>
        <h2>{t("followed", { n: decided.length })}</h2>
        <table className="mt-2 w-full text-s">
          <tbody>{rows.map(({ key, name, n }) => <tr key={key}><th scope="row" className="w-24 py-0.5 pr-2 text-left font-normal text-ink-2">{name}</th><td className="w-6 pr-2 text-right tabular-nums">{n}</td><td aria-hidden><span className="block h-2 bg-ink-3" style={{ width: `${(100 * n) / most}%` }} /></td></tr>)}</tbody>
        </table>
      </section>
      {held.leftOut.length > 0 && <section><p className="text-s text-pretty text-ink-2">{t("leftOut", { who: held.leftOut.map(handleOf).join(", ") })}</p></section>}
    </aside>
  );
}
