"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/ui/button";
import { DataTable, type TableColumn } from "@/ui/data-table";
import { Moment } from "@/ui/moment";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { call } from "@/web/browser-call";
import type { OwnLine } from "../own-work";

/** One's own annotations; what was submitted can be taken up again until something was built upon it. */
export function OwnWorkTable({ slug, lines }: { readonly slug: string; readonly lines: readonly OwnLine[] }) {
  const t = useTranslations("rounds");
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const placeOf = ({ assignment, pass }: OwnLine): string => `pass=${pass}${assignment === null ? "" : `&assignment=${encodeURIComponent(assignment)}`}`;
  const href = (line: OwnLine): string => `/projects/${slug}/traces/${encodeURIComponent(line.traceId)}?${placeOf(line)}`;
  const reopen = async (line: OwnLine): Promise<void> => {
    const answer = await call("POST", `/api/v1/projects/${slug}/traces/${encodeURIComponent(line.traceId)}/annotations/mine/operations?${placeOf(line)}`, { revision: line.revision, operations: [{ opId: crypto.randomUUID(), type: "reopen" }] });
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) router.push(href(line));
  };
  const columns: readonly TableColumn<OwnLine>[] = [
    { key: "trace", name: t("own.trace"), value: (line) => line.title, cell: (line) => <Link href={href(line)} className="font-serif text-l">{line.title}</Link> },
    { key: "round", name: t("own.round"), value: (line) => line.round ?? "", cell: (line) => <span className="text-ink-2">{line.copied ? t("own.copied") : line.round ?? t("own.adHoc")}</span> },
    { key: "pass", name: t("passField"), value: (line) => line.pass, cell: (line) => t(`pass.${line.pass}`) },
    { key: "spans", name: t("own.spans"), value: (line) => line.spans, numeric: true },
    { key: "status", name: t("own.status"), value: (line) => line.status, cell: (line) => t(`own.${line.status}`) },
    { key: "at", name: t("own.when"), value: (line) => line.at, cell: (line) => <span className="whitespace-nowrap text-ink-2"><Moment at={line.at} /></span> },
    { key: "reopen", name: t("own.change"), value: () => "", cell: (line) => (line.reopens ? <Button size="s" onClick={() => void reopen(line)}>{t("own.reopen")}</Button> : line.status === "submitted" && !line.copied ? <span className="text-s text-ink-3">{t("own.settled")}</span> : null) },
  ];
  return <>{problem && <ProblemBanner problem={problem} />}<DataTable name={t("own.title")} columns={columns} rows={lines} rowKey={(line) => line.annotation} href={href} filter={lines.length > 8} empty={<p className="py-10 text-center text-ink-2">{t("own.none")}</p>} /></>;
}
