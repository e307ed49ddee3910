"use client";
import { useLocale, useTranslations } from "next-intl";
import { inLanguage } from "@/core/codebook/localized";
import type { Conflict } from "@/core/annotation/rebase";
import { isAnchor, isSpanTarget } from "@/core/annotation/relation";
import type { Subject } from "@/core/annotation/subject";
import type { Span } from "@/core/annotation/span";
import { shortened } from "@/core/text/shortened";
import type { Bench } from "../bench";
import { stepsOf } from "./step-numbers";
import { labelOf, useBench } from "./use-bench";

/** Work of mine that no longer applies, each beside what is held now. Nothing of it is overwritten; what is wanted still can be done again. */
export function ConflictList({ conflicts }: { readonly conflicts: readonly Conflict[] }) {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  return (
    <table className="wb-conflicts">
      <thead><tr><th>{t("conflictWhat")}</th><th>{t("conflictMine")}</th><th>{t("conflictTheirs")}</th></tr></thead>
      <tbody>
        {conflicts.map(({ operation, mine, theirs, refusal }) => (
          <tr key={operation.opId}>
            <td>{t(`operation.${operation.type}`)}<small>{t(`refused.${refusal.kind}`)}</small></td>
            <td>{describe(bench, mine, t, locale)}</td>
            <td>{describe(bench, theirs, t, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function describe(bench: Bench, subject: Subject, t: ReturnType<typeof useTranslations<"workbench">>, locale: string): string {
  const { codebook } = bench.session.context;
  switch (subject.kind) {
    case "span": return subject.value ? describeSpan(bench, subject.value, t, locale) : t("gone");
    case "relation": {
      const relation = subject.value;
      if (!relation) return t("gone");
      const type = codebook.relations.find(({ key }) => key === relation.type);
      return `${type ? inLanguage(type.name, locale) : relation.type} → ${shortened(isSpanTarget(relation.to) ? (bench.session.state.annotation.spans.get(relation.to.span)?.quote ?? relation.to.span) : isAnchor(relation.to) ? relation.to.quote : t("field.prompt"), 80)}`;
    }
    case "answer": {
      const choice = codebook.questions.flatMap((question) => (question.key === subject.question && question.kind === "choice" ? question.choices : [])).find(({ value }) => value === subject.value);
      return choice ? inLanguage(choice.name, locale) : subject.value === null ? t("unanswered") : typeof subject.value === "boolean" ? t(subject.value ? "yes" : "no") : String(subject.value);
    }
    case "flag": return subject.value.flagged ? `${t("flagged")}: ${subject.value.comment}` : t("notFlagged");
    case "empty": return t(subject.value ? "yes" : "no");
    case "status": return t(`status.${subject.value}`);
  }
}

/** All that can differ between two versions of a span, in the names of the codebook. */
function describeSpan(bench: Bench, span: Span, t: ReturnType<typeof useTranslations<"workbench">>, locale: string): string {
  const label = labelOf(bench, span.label);
  const attributes = Object.entries(span.attributes).map(([key, value]) => {
    const attribute = label?.attributes.find((one) => one.key === key);
    const choice = attribute?.values.find((one) => one.value === value);
    return `${attribute ? inLanguage(attribute.name, locale) : key}: ${choice ? inLanguage(choice.name, locale) : value}`;
  });
  return [`${label ? inLanguage(label.name, locale) : span.label} ${stepsOf(bench.doc, span)}: “${shortened(span.quote, 120)}”`, ...attributes, t(span.certainty), ...(span.note ? [span.note] : [])].join(" · ");
}
