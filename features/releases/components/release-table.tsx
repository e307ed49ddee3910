"use client";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { type TableColumn, DataTable } from "@/ui/data-table";
import { Moment } from "@/ui/moment";
import { LayerName } from "./layer-name";
import { type ReleaseState, ReleaseStateBadge } from "./release-state";

export interface ReleaseLine {
  readonly id: string;
  readonly name: string;
  readonly layer: string;
  readonly state: ReleaseState;
  /** null until it is frozen. */
  readonly traces: number | null;
  readonly spans: number | null;
  readonly createdAt: string;
}

/** The project's releases; a row opens one with its files. */
export function ReleaseTable({ slug, lines }: { readonly slug: string; readonly lines: readonly ReleaseLine[] }) {
  const t = useTranslations("releases");
  const format = useFormatter();
  const href = (line: ReleaseLine) => `/projects/${slug}/releases/${line.id}`;
  const columns: readonly TableColumn<ReleaseLine>[] = [
    { key: "name", name: t("name"), value: (line) => line.name, cell: (line) => <Link href={href(line)} className="font-serif text-l">{line.name}</Link> },
    { key: "layer", name: t("layerField"), value: (line) => line.layer, cell: (line) => <LayerName layer={line.layer} /> },
    { key: "state", name: t("stateField"), value: (line) => t(`state.${line.state}`), cell: (line) => <ReleaseStateBadge state={line.state} /> },
    { key: "traces", name: t("traces"), value: (line) => line.traces, numeric: true, cell: (line) => (line.traces === null ? null : format.number(line.traces)) },
    { key: "spans", name: t("spans"), value: (line) => line.spans, numeric: true, cell: (line) => (line.spans === null ? null : format.number(line.spans)) },
    { key: "when", name: t("when"), value: (line) => line.createdAt, cell: (line) => <span className="whitespace-nowrap text-ink-2"><Moment at={line.createdAt} /></span> },
  ];
  return <DataTable name={t("title")} columns={columns} rows={lines} rowKey={(line) => line.id} href={href} filter={lines.length > 8} />;
}
