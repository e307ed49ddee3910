"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type TableColumn, DataTable } from "@/ui/data-table";
import { Moment } from "@/ui/moment";

export interface AuditLine {
  readonly id: string;
  readonly at: string;
  readonly who: string | null;
  /** noun.verb, e.g. "codebook.publish". */
  readonly action: string;
  readonly subject: string;
  /** JSON, or "". */
  readonly detail: string;
}

/** Who did what when; nothing here can be changed. */
export function AuditTable({ lines, footer }: { readonly lines: readonly AuditLine[]; readonly footer?: ReactNode }) {
  const t = useTranslations("team");
  const columns: readonly TableColumn<AuditLine>[] = [
    { key: "at", name: t("when"), value: (row) => row.at, cell: (row) => <Moment at={row.at} />, className: "whitespace-nowrap" },
    { key: "who", name: t("who"), value: (row) => row.who, className: "whitespace-nowrap" },
    { key: "action", name: t("what"), value: (row) => row.action, cell: (row) => <span className="mono text-s">{row.action}</span> },
    { key: "subject", name: t("subject"), value: (row) => row.subject, cell: (row) => <span className="mono text-s break-all">{row.subject}</span> },
    { key: "detail", name: t("detail"), value: (row) => row.detail, cell: (row) => <span className="mono text-s break-all text-ink-2">{row.detail}</span> },
  ];
  return <DataTable name={t("audit")} columns={columns} rows={lines} rowKey={(row) => row.id} footer={footer} empty={<p className="py-10 text-center text-ink-2">{t("noEvents")}</p>} />;
}
