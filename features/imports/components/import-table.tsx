"use client";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { type TableColumn, DataTable } from "@/ui/data-table";
import { Moment } from "@/ui/moment";
import { type ImportState, ImportStateBadge } from "./import-state";

export interface ImportLine {
  readonly id: string;
  readonly state: ImportState;
  readonly files: readonly string[];
  readonly read: number;
  readonly created: number;
  readonly duplicates: number;
  readonly repaired: number;
  readonly rejected: number;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** Past imports with what became of their rows. */
export function ImportTable({ slug, lines }: { readonly slug: string; readonly lines: readonly ImportLine[] }) {
  const t = useTranslations("imports");
  const format = useFormatter();
  const href = (line: ImportLine) => `/projects/${slug}/imports/${line.id}`;
  const counts = (["read", "created", "duplicates", "repaired", "rejected"] as const).map((key): TableColumn<ImportLine> => ({ key, name: t(`column.${key}`), value: (line) => line[key], numeric: true, hidden: key === "repaired", cell: (line) => format.number(line[key]) }));
  const columns: readonly TableColumn<ImportLine>[] = [
    { key: "file", name: t("column.file"), value: (line) => line.files.join(", "), className: "max-w-0 w-2/5 truncate", cell: (line) => <Link href={href(line)} className="block truncate">{line.files.length > 1 ? `${line.files[0]} + ${line.files.length - 1}` : line.files[0] ?? "–"}</Link> },
    { key: "state", name: t("column.state"), value: (line) => t(`state.${line.state}`), cell: (line) => <ImportStateBadge state={line.state} /> },
    ...counts,
    { key: "when", name: t("column.when"), value: (line) => line.createdAt, cell: (line) => <span className="whitespace-nowrap text-ink-2"><Moment at={line.createdAt} /></span> },
  ];
  return <DataTable name={t("past")} columns={columns} rows={lines} rowKey={(line) => line.id} href={href} filter={lines.length > 8} />;
}
