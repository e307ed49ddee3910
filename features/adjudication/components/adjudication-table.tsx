"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { DataTable, type TableColumn } from "@/ui/data-table";
import { Moment } from "@/ui/moment";
import type { AdjudicationItem } from "../schema";
import { handleOf } from "./score-model";
import { StateIcon } from "./state-icon";

/** Traces with who finished them and how much is to be settled; a row opens one. */
export function AdjudicationTable({ slug, items }: { readonly slug: string; readonly items: readonly AdjudicationItem[] }) {
  const t = useTranslations("adjudication");
  const href = (item: AdjudicationItem) => `/projects/${slug}/adjudication/${encodeURIComponent(item.traceId)}?pass=${item.pass}`;
  const columns: readonly TableColumn<AdjudicationItem>[] = [
    { key: "trace", name: t("trace"), value: (item) => item.externalId, cell: (item) => <Link href={href(item)} className="font-serif text-l">{item.externalId}</Link> },
    { key: "layers", name: t("annotators"), value: (item) => item.layers.map(handleOf).join(", "), cell: (item) => <span className="font-mono text-s text-ink-2">{item.layers.map(handleOf).join("  ")}</span> },
    { key: "pass", name: t("pass"), value: (item) => t(`passes.${item.pass}`), hidden: items.every(({ pass }) => pass === "behaviour") },
    {
      key: "disputes", name: t("toSettle"), value: (item) => item.disputes, numeric: true,
      cell: (item) => (item.disputes === null ? <span className="text-s text-ink-3">{t("otherVersions")}</span>
        : item.disputes === 0 ? <span className="inline-flex items-center gap-1.5 text-ink-2"><StateIcon state={item.state === "done" ? "accepted" : "agree"} />{t(item.unanimous ? "allAgree" : "nothingOpen")}</span>
          : <span className="inline-flex items-center gap-1.5"><StateIcon state="disagree" />{item.disputes}</span>),
    },
    { key: "finished", name: t("finished"), value: (item) => item.finishedAt, cell: (item) => <span className="whitespace-nowrap text-ink-2"><Moment at={item.finishedAt} /></span> },
  ];
  return <DataTable name={t("title")} columns={columns} rows={items} rowKey={(item) => `${item.traceId} ${item.pass}`} href={href} filter={items.length > 8} empty={<p className="py-10 text-center text-ink-2">{t("noneInState")}</p>} />;
}
