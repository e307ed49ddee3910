"use client";
import { Check, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Annotation } from "@/core/annotation/annotation";
import { findings } from "@/core/annotation/checks";
import { CHECK_KINDS, type Finding } from "@/core/annotation/finding";
import { inLanguage } from "@/core/codebook/localized";
import type { Codebook } from "@/core/codebook/codebook";
import { showFinding } from "../commands/next-finding";
import type { Bench } from "../bench";
import { stepAt } from "./step-numbers";
import { finished, useIdleWork } from "./use-idle-work";
import { capitalised, useBench, useSession } from "./use-bench";

/** As many findings as are listed; the rest is counted. */
const LISTED = 30;

/** What the codebook's checks say now; each finding goes to its span. Worked out when the reader pauses, never between a key and its paint. */
export function ChecksPanel() {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const found = useFindings(bench);
  const passing = CHECK_KINDS.length - new Set(found.map(({ kind }) => kind)).size;
  return (
    <section className="wb-section" aria-label={t("checks")}>
      <div className="wb-panel-head"><h2 className="wb-panel-title">{t("checks")}</h2><span>{t("warnings", { count: found.length })}</span></div>
      {found.length > 0 && (
        <ul className="wb-checks">
          {found.slice(0, LISTED).map((finding, index) => (
            <li key={`${finding.kind} ${finding.spanId ?? finding.question ?? ""} ${index}`} data-severity={finding.severity}>
              <TriangleAlert aria-hidden size={15} />
              <span>{findingText(bench, finding, t, locale)}{finding.severity === "block" && <small> {t("blocks")}</small>}</span>
              {(finding.spanId ?? finding.question) !== undefined && <button type="button" className="wb-link" onClick={() => showFinding(bench, finding)}>{t("go")}</button>}
            </li>
          ))}
        </ul>
      )}
      {found.length > LISTED && <p className="wb-hint">{t("moreFindings", { count: found.length - LISTED })}</p>}
      <p className="wb-pass"><Check aria-hidden size={15} />{t("otherChecksPass", { count: passing, all: String(found.length === 0) })}</p>
    </section>
  );
}

function useFindings({ session: { context, opened } }: Bench): readonly Finding[] {
  const check = useCallback(function* (annotation: Annotation): Generator<Finding, readonly Finding[]> {
    const found: Finding[] = [];
    for (const finding of findings(annotation, context.codebook, context)) {
      found.push(finding);
      yield finding;
    }
    return found;
  }, [context]);
  // Of a few spans the findings are there with the page.
  return useIdleWork(useSession(({ annotation }) => annotation), 200, () => (opened.annotation.spans.size <= 300 ? finished(check(opened.annotation)) : []), check);
}

/** One finding in words; labels, attributes, relations and questions by their names. */
export function findingText(bench: Bench, finding: Finding, t: ReturnType<typeof useTranslations<"workbench">>, locale: string): string {
  const { codebook } = bench.session.context;
  const span = finding.spanId === undefined ? undefined : bench.session.state.annotation.spans.get(finding.spanId);
  const step = span ? stepAt(bench.doc, span) : null;
  return t(`check.${finding.kind}`, { ...namedParams(codebook, finding, locale), place: step === null ? (span ? t(`inField.${span.field}`) : "") : t("inStep", { step }) });
}

function namedParams(codebook: Codebook, { params }: Finding, locale: string): Record<string, string | number> {
  const label = codebook.labels.find(({ key }) => key === params.label);
  const attribute = label?.attributes.find(({ key }) => key === params.attribute);
  const relation = codebook.relations.find(({ key }) => key === (params.relation ?? params.type));
  const question = codebook.questions.find(({ key }) => key === params.question);
  return {
    ...params,
    label: label ? capitalised(inLanguage(label.name, locale), locale) : String(params.label ?? ""),
    attribute: attribute ? inLanguage(attribute.name, locale) : String(params.attribute ?? ""),
    relation: relation ? inLanguage(relation.name, locale) : String(params.relation ?? params.type ?? ""),
    question: question ? inLanguage(question.name, locale) : String(params.question ?? ""),
  };
}
