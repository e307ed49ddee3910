import { getTranslations } from "next-intl/server";
import { figureSource } from "../figure-source";
import type { EmergenceView } from "../loaders";
import { methodsText } from "../methods";
import { reportMarkdown } from "../report-markdown";
import { planOf, title } from "../words";
import { Cards, CorrectedTable, Curves, FunnelAndDrift } from "./emergence-charts";
import { ErrorCorrectionTable } from "./error-correction-table";
import { ReportActions } from "./report-actions";
import "./emergence.css";

/** What stays on paper: the curves, every claim card with its cautions, and the methods. */
export async function ReportPage({ view }: { readonly view: EmergenceView }) {
  const t = await getTranslations("emergence");
  const { measured, looks, query, automatic } = view;
  const { report } = measured;
  const plan = planOf(measured, t);
  const source = figureSource(view, t);
  if (!report) return <p className="py-10 text-ink-2">{t("report.nothing")}</p>;
  return (
    <article className="mx-auto max-w-310 pb-12">
      <header className="flex flex-wrap items-start justify-between gap-4 pt-4 pb-3">
        <h1 className="max-w-[44ch] font-serif text-2xl font-medium text-pretty">{title(report, looks, automatic, t)}</h1>
        <ReportActions markdown={reportMarkdown(view, t)} />
      </header>
      <Curves report={report} looks={looks} unit={query.unit} ordered={measured.ordered} automatic={automatic} source={source} {...plan} />
      <FunnelAndDrift report={report} looks={looks} source={source} />
      <ErrorCorrectionTable rows={report.analysis.errorCorrection} source={source} />
      <CorrectedTable report={report} looks={looks} source={source} />
      <section className="mt-7 border-t border-line-strong pt-5"><Cards report={report} looks={looks} automatic={automatic} source={source} {...plan} /></section>
      <section className="prose mt-7 border-t border-line-strong pt-5">
        <h2>{t("methods.title")}</h2>
        {methodsText(view, t).map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
      </section>
    </article>
  );
}
