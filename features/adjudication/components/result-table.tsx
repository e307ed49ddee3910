"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { DataTable, type TableColumn } from "@/ui/data-table";
import type { OwnResult } from "../loaders";
import { StateIcon } from "./state-icon";

/** To annotators: their traces on which a result is there, and in how much it differs from theirs. */
export function ResultTable({ slug, items }: { readonly slug: string; readonly items: readonly OwnResult[] }) {
  const t = useTranslations("adjudication");
  const href = (item: OwnResult) => `/projects/${slug}/adjudication/${encodeURIComponent(item.traceId)}?pass=${item.pass}&view=feedback`;
  const columns: readonly TableColumn<OwnResult>[] = [
    { key: "trace", name: t("trace"), value: (item) => item.externalId, cell: (item) => <Link href={href(item)} className="font-serif text-l">{item.externalId}</Link> },
    { key: "pass", name: t("pass"), value: (item) => t(`passes.${item.pass}`), hidden: items.every(({ pass }) => pass === "behaviour") },
    { key: "differs", name: t("differs"), value: (item) => item.differs, cell: (item) => <span className="inline-flex items-center gap-1.5"><StateIcon state={item.differs === 0 ? "agree" : "disagree"} />{t("differsIn", { n: item.differs })}</span> },
  ];
  return <DataTable name={t("feedbackTitle")} columns={columns} rows={items} rowKey={(item) => `${item.traceId} ${item.pass}`} href={href} filter={items.length > 8} />;
}
