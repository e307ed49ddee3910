"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/ui/button";
import { buttonLook } from "@/ui/button-look";
import { DataTable, type TableColumn } from "@/ui/data-table";
import { Moment } from "@/ui/moment";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { call } from "@/web/browser-call";
import type { OwnLine } from "../own-work";

/** One's own annotations; what was submitted can be taken up again until something was built upon it. */
export function OwnWorkTable({ slug, handle, lines }: { readonly slug: string; readonly handle: string; readonly lines: readonly OwnLine[] }) {
  const t = useTranslations("rounds");
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const placeOf = ({ assignment, pass }: OwnLine): string => `pass=${pass}${assignment === null ? "" : `&assignment=${encodeURIComponent(assignment)}`}`;
  // What is in nobody's or somebody else's hands is read as a layer, not gone on with.
  const href = (line: OwnLine): string => `/projects/${slug}/traces/${encodeURIComponent(line.traceId)}?${line.place === "own" ? placeOf(line) : `layer=${encodeURIComponent(`annotator:${handle}`)}&pass=${line.pass}`}`;
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
    { key: "status", name: t("own.status"), value: (line) => t(stateOf(line)), cell: (line) => t(stateOf(line)) },
    { key: "at", name: t("own.when"), value: (line) => line.at, cell: (line) => <span className="whitespace-nowrap text-ink-2"><Moment at={line.at} /></span> },
    { key: "after", name: t("own.after"), value: (line) => (line.result ? t("own.result") : line.reopens ? t("own.reopen") : ""), cell: (line) => <After slug={slug} line={line} onReopen={() => void reopen(line)} /> },
  ];
  return <>{problem && <ProblemBanner problem={problem} />}<DataTable name={t("own.title")} columns={columns} rows={lines} rowKey={(line) => line.annotation} href={href} filter={lines.length > 8} empty={<p className="py-10 text-center text-ink-2">{t("own.none")}</p>} /></>;
}

const stateOf = ({ status, place }: OwnLine) => (status === "submitted" || place === "own" ? `own.${status}` as const : `own.place.${place}` as const);

/** What can be done about it now: read what became of it, take it up again, or nothing. */
function After({ slug, line, onReopen }: { readonly slug: string; readonly line: OwnLine; readonly onReopen: () => void }) {
  const t = useTranslations("rounds");
  if (line.result) return <Link href={`/projects/${slug}/adjudication/${encodeURIComponent(line.traceId)}?pass=${line.pass}&view=feedback`} className={buttonLook("quiet", "s")}>{t("own.result")}<span className="sr-only"> {line.title}</span></Link>;
  if (line.reopens) return <Button size="s" onClick={onReopen}>{t("own.reopen")}<span className="sr-only"> {line.title}</span></Button>;
  return line.status === "submitted" && !line.copied ? <span className="text-s text-ink-3">{t("own.settled")}</span> : null;
}
