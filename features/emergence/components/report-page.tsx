import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { basisWords } from "../basis";
import { comparisonLines } from "../comparison-lines";
import { figureSource } from "../figure-source";
import { notRandomWords } from "../held-against";
import type { EmergenceView } from "../loaders";
import { methodsText } from "../methods";
import { reportMarkdown } from "../report-markdown";
import { findingSentence, planOf, title } from "../words";
import { ComparisonSheet } from "./comparison-table";
import { CorrectedTable } from "./corrected-table";
import { Cards, Curves, FunnelAndDrift, ProfileAndBudget } from "./emergence-charts";
import { ErrorCorrectionTable } from "./error-correction-table";
import { Fold } from "./fold";
import { ReportActions } from "./report-actions";
import { RowsTable } from "./rows-table";
import "./emergence.css";

/** What stays on paper: every finding, the curves, every claim card with its cautions, every table open, and the methods. */
export async function ReportPage({ slug, view }: { readonly slug: string; readonly view: EmergenceView }) {
  const t = await getTranslations("emergence");
  const { measured, looks, query, automatic } = view;
  const { report, kind } = measured;
  const plan = planOf(measured, t);
  const source = figureSource(view, t);
  if (!report) return <EmptyState title={t("report.nothingTitle")} action={<Link href={`/projects/${slug}/emergence`} className={buttonLook("quiet")}>{t("detectors.back")}</Link>}>{t("report.nothing")}</EmptyState>;
  const lines = comparisonLines(report, looks, t);
  return (
    <article className="report mx-auto max-w-310 pb-12">
      <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3 pt-4 pb-4">
        <div className="max-w-[72ch] min-w-0 flex-1 basis-130">
          <p className="text-s text-ink-2">{t("report.title")} · {measured.model === "" ? t("noModel") : measured.model}</p>
          <h1 className="mt-0.5 font-serif text-2xl font-medium tracking-[-.012em] text-pretty">{title(report, looks, { automatic, kind }, t)}</h1>
          <p className="mt-2 text-s text-pretty text-ink-2">{basisWords(view, t)}</p>
          {view.ignored.length > 0 && <p className="mt-1 text-s text-pretty text-warn">{t("ignoredTitle")}{t("report.stop")} {t("ignoredText", { names: view.ignored.join(t("plan.comma")) })}</p>}
          <p className="mt-1 text-s text-pretty text-ink-2 tabular-nums">{source.line} · {plan.standing === null ? "" : `${plan.standing} `}{plan.planHash}</p>
        </div>
        <ReportActions markdown={reportMarkdown(view, t)} />
      </header>
      {report.findings.length > 1 && <section className="mb-6 border-t border-line-strong pt-4">
        <h2 className="font-serif text-xl font-medium">{t("report.findings")}</h2>
        <ul className="mt-1 grid max-w-[84ch] gap-1">{report.findings.map((finding) => <li key={finding.label} className="font-serif text-l text-pretty">{findingSentence(finding, looks, t)}</li>)}</ul>
        {!automatic && !report.sampledAtRandom && report.detectors.length > 0 && <p className="mt-2 max-w-[84ch] text-s text-pretty text-ink-2">{t(`${notRandomWords(report)}Title`)}{t("report.stop")} {t(`${notRandomWords(report)}Text`)}</p>}
      </section>}
      <Curves report={report} looks={looks} unit={query.unit} ordered={measured.ordered} automatic={automatic} kind={kind} source={source} {...plan} />
      {report.findings.length > 1 && <section className="mt-7 border-t border-line-strong pt-5"><h2 className="mb-3 font-serif text-xl font-medium">{t("otherCards")}</h2><Cards report={report} looks={looks} automatic={automatic} source={source} {...plan} /></section>}
      {automatic && <RowsTable rows={measured.rows} source={source} />}
      <FunnelAndDrift report={report} looks={looks} kind={kind} source={source} />
      <ProfileAndBudget report={report} looks={looks} source={source} />
      <ErrorCorrectionTable rows={report.analysis.errorCorrection} source={source} open />
      <CorrectedTable report={report} looks={looks} source={source} open />
      <Fold open title={t("comparisonsTitle", { shown: lines.filter(({ shown }) => shown).length, all: lines.length })}>
        <p className="mt-1 mb-2 max-w-[90ch] text-s text-pretty text-ink-2">{t("comparisonsSub", { checkpoint: report.analysis.checkpoints[0]!.name })}</p>
        <ComparisonSheet lines={lines} source={source} />
      </Fold>
      <section className="prose mt-7 border-t border-line-strong pt-5">
        <h2>{t("methods.title")}</h2>
        {methodsText(view, t).map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
      </section>
    </article>
  );
}
