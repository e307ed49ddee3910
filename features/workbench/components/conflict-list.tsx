"use client";
import { useLocale, useTranslations } from "next-intl";
import { inLanguage } from "@/core/codebook/localized";
import type { Conflict } from "@/core/annotation/rebase";
import { isAnchor, isSpanTarget } from "@/core/annotation/relation";
import type { Subject } from "@/core/annotation/subject";
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
  switch (subject.kind) {
    case "span": {
      const span = subject.value;
      if (!span) return t("gone");
      const label = labelOf(bench, span.label);
      const attributes = Object.values(span.attributes).join(", ");
      return `${label ? inLanguage(label.name, locale) : span.label} ${stepsOf(bench.doc, span)}: “${shortened(span.quote, 120)}”${attributes ? ` · ${attributes}` : ""}${span.note ? ` · ${span.note}` : ""}`;
    }
    case "relation": {
      const relation = subject.value;
      if (!relation) return t("gone");
      return `${relation.type} → ${shortened(isSpanTarget(relation.to) ? (bench.session.state.annotation.spans.get(relation.to.span)?.quote ?? relation.to.span) : isAnchor(relation.to) ? relation.to.quote : t("field.prompt"), 80)}`;
    }
    case "answer": return subject.value === null ? t("unanswered") : String(subject.value);
    case "flag": return subject.value.flagged ? `${t("flagged")}: ${subject.value.comment}` : t("notFlagged");
    case "empty": return t(subject.value ? "yes" : "no");
    case "status": return t(`status.${subject.value}`);
  }
}
