"use client";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { inLanguage } from "@/core/codebook/localized";
import { isAnchor, isSpanTarget, type Relation, type RelationTarget } from "@/core/annotation/relation";
import { relationsOf } from "@/core/annotation/relations-of";
import type { Span } from "@/core/annotation/span";
import { shortened } from "@/core/text/shortened";
import { Kbd } from "@/ui/kbd";
import { canPromote, otherType, promote, proposals, relateTo, removeRelation, startRelating, typesFor } from "../commands/relate";
import type { Bench } from "../bench";
import { CommandKey } from "./command-key";
import { LabelIcon } from "./label-icon";
import { stepAt } from "./step-numbers";
import { labelOf, useBench, useSession } from "./use-bench";

/** What the span is linked to, as chips that jump there, and the choice of a new target. */
export function RelationsPanel({ span }: { readonly span: Span }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const { session, view } = bench;
  const relations = useSession((state) => state.annotation.relations);
  const relating = useSession(({ mode }) => mode.kind === "relating");
  const mine = relationsOf({ relations }, span.id);
  const open = typesFor(session, span);
  if (mine.length === 0 && open.length === 0) return null;
  return (
    <div className="wb-relations">
      <div className="wb-relations-head">
        <h3>{t("relations")}</h3>
        {!session.readOnly && open.length > 0 && <button type="button" className="wb-small" aria-pressed={relating} onClick={() => { startRelating(session); view?.focus(); }}><CommandKey of="relate" /> {t("relate")}</button>}
      </div>
      {mine.length > 0 && <ul className="wb-relation-list">{mine.map((relation) => <li key={relation.id}><RelationChip relation={relation} span={span} /></li>)}</ul>}
      {relating && <TargetChoice span={span} />}
    </div>
  );
}

function RelationChip({ relation, span }: { readonly relation: Relation; readonly span: Span }) {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const type = bench.session.context.codebook.relations.find(({ key }) => key === relation.type);
  const name = type ? inLanguage(type.name, locale) : relation.type;
  const outgoing = relation.from === span.id;
  const to: RelationTarget = outgoing ? relation.to : { span: relation.from };
  const label = labelOf(bench, (isSpanTarget(to) ? bench.session.state.annotation.spans.get(to.span)?.label : undefined) ?? span.label);
  return (
    <span className={`wb-relation c-${label?.colour ?? "candidate"}`}>
      <button type="button" onClick={() => goTo(bench, to)}>
        <LabelIcon label={label?.key ?? ""} tag={label?.tag ?? ""} size={12} />
        {outgoing ? <><b>{name}</b> → {targetName(bench, to, t)}</> : <>← {targetName(bench, to, t)} <b>{t("relatedByThis", { type: name })}</b></>}
      </button>
      {outgoing && canPromote(bench.session, relation) && <button type="button" className="wb-promote" title={t("promoteAnchorHint")} onClick={() => { promote(bench.session, relation); bench.view?.focus(); }}>{t("promoteAnchor")}</button>}
      {!bench.session.readOnly && <button type="button" className="wb-remove" aria-label={t("removeRelation", { type: name })} title={t("removeRelation", { type: name })} onClick={() => { removeRelation(bench.session, relation); bench.view?.focus(); }}><X aria-hidden size={12} /></button>}
    </span>
  );
}

/** The proposals under their digits, a search, and the other ways to point. */
function TargetChoice({ span }: { readonly span: Span }) {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const { session, doc, view } = bench;
  const mode = useSession((state) => state.mode);
  useSession((state) => state.annotation);
  if (mode.kind !== "relating") return null;
  const type = session.context.codebook.relations.find(({ key }) => key === mode.type);
  const several = typesFor(session, span).length > 1;
  return (
    <div className="wb-targets">
      <p><b>{type ? inLanguage(type.name, locale) : mode.type}</b>{several && <button type="button" className="wb-small" onClick={() => { otherType(session); view?.focus(); }}>{t("otherType")} <CommandKey of="otherType" /></button>}</p>
      <ol>
        {proposals(session, doc).map(({ to, why }, index) => (
          <li key={JSON.stringify(to)}>
            <button type="button" onClick={() => { relateTo(session, to); view?.focus(); }}><Kbd>{index === 0 ? "⏎" : index + 1}</Kbd><span>{targetName(bench, to, t)}</span><span className="wb-target-quote">{quoteOf(bench, to)}</span>{mode.query === "" && <span className="sr-only">{t(`why.${why}`)}</span>}</button>
          </li>
        ))}
      </ol>
      <input id="wb-target-search" className="wb-search" type="search" aria-label={t("searchTarget")} placeholder={t("searchTarget")} value={mode.query}
        onChange={(event) => session.set({ mode: { ...mode, query: event.target.value } })}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const first = proposals(session, doc)[0];
          if (event.key === "Enter" && first) { event.preventDefault(); relateTo(session, first.to); view?.focus(); }
          if (event.key === "Escape") { event.preventDefault(); session.set({ mode: { ...mode, query: "" } }); view?.focus(); }
        }} />
      <p className="wb-hint">{t.rich("targetHint", { prompt: () => <CommandKey of="prompt" />, jump: () => <CommandKey of="jump" /> })}</p>
    </div>
  );
}

function goTo(bench: Bench, to: RelationTarget): void {
  if (isSpanTarget(to)) bench.view?.goTo(to.span);
  else if (isAnchor(to)) bench.view?.reveal(to.field, to.start);
  else bench.view?.revealPrompt();
}

function targetName(bench: Bench, to: RelationTarget, t: ReturnType<typeof useTranslations<"workbench">>): string {
  const place = isSpanTarget(to) ? bench.session.state.annotation.spans.get(to.span) : isAnchor(to) ? to : null;
  if (!place) return t("field.prompt");
  const step = stepAt(bench.doc, place);
  return step === null ? t(`field.${place.field}`) : t("step", { step });
}

function quoteOf(bench: Bench, to: RelationTarget): string {
  const quote = isSpanTarget(to) ? bench.session.state.annotation.spans.get(to.span)?.quote : isAnchor(to) ? to.quote : "";
  return shortened(quote ?? "", 80);
}
