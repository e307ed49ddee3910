import { Download } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import Link from "next/link";
import { Banner } from "@/ui/banner";
import { buttonLook } from "@/ui/button-look";
import { byteSize } from "@/ui/byte-size";
import type { ImportReport } from "../loaders";
import { ImportProgress } from "./import-progress";
import { isOver } from "./import-state";
import { PlacedLines } from "./placed-lines";

/** What became of an import's rows: counts, warnings, rejects to download. While it runs how far it is, and no count that would stand still beside it. */
export async function ImportReportView({ slug, report }: { readonly slug: string; readonly report: ImportReport }) {
  const [t, format] = await Promise.all([getTranslations("imports"), getFormatter()]);
  const rejects = `/api/v1/projects/${slug}/imports/${report.id}/rejects`;
  return (
    <div className="grid gap-8 pb-16">
      {!isOver(report.state) && <ImportProgress slug={slug} id={report.id} start={report} />}
      {report.state === "failed" && <Banner tone="bad" title={t("fault")}><p>{report.error}</p><p>{t("failedText")}</p></Banner>}
      {report.state === "cancelled" && <Banner tone="warn" title={t("cancelled")}>{t("cancelledText")}</Banner>}
      {isOver(report.state) && <dl className="grid max-w-3xl grid-cols-2 border-t border-line-strong sm:grid-cols-5">
        {(["read", "created", "duplicates", "repaired", "rejected"] as const).map((key) => (
          <div key={key} className="border-b border-line py-3 pr-4 sm:border-b-0">
            <dt className="text-s text-ink-2">{t(`column.${key}`)}</dt>
            <dd className="font-serif text-2xl tabular-nums">{format.number(report[key])}</dd>
            {key === "duplicates" && report.duplicates > 0 && <dd className="text-s text-ink-2">{t("duplicatesHint")}</dd>}
            {key === "repaired" && report.repaired > 0 && <dd className="text-s text-ink-2">{t("repairedHint")}</dd>}
          </div>
        ))}
      </dl>}
      {report.rejected > 0 && <Banner tone="warn" action={<a href={rejects} download className={buttonLook("quiet")}><Download aria-hidden size={14} />{t("downloadRejects")}</a>}>{t("rejectsHint", { count: report.rejected })}</Banner>}
      {report.created > 0 && isOver(report.state) && <div><Link href={`/projects/${slug}/traces`} className={buttonLook("primary")}>{t("toTraces")}</Link></div>}
      {report.rejects.length > 0 && <PlacedLines id="import-rejects" title={t("rejectsShown", { shown: report.rejects.length, more: String(report.rejects.length < report.rejected) })} lines={report.rejects.map(({ reason, ...place }) => ({ ...place, text: reason }))} />}
      <section aria-labelledby="import-files">
        <h2 id="import-files" className="mb-2 font-serif text-xl">{t("files")}</h2>
        <ul className="max-w-3xl border-t border-line-strong">{report.stored.map((file) => <li key={file.path} className="flex justify-between gap-4 border-b border-line py-2"><span className="mono min-w-0 break-all text-s">{file.path}</span><span className="text-ink-2 tabular-nums">{byteSize(file.size)}</span></li>)}</ul>
      </section>
      {report.warnings.length > 0 && <PlacedLines id="import-warnings" title={t("warnings", { count: report.warnings.length })} lines={report.warnings} />}
    </div>
  );
}
