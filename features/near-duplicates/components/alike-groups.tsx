"use client";
import { ChevronRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { Badge } from "@/ui/badge";
import type { NearDuplicatesAnswer } from "../newest-report";

type Report = NonNullable<NearDuplicatesAnswer["report"]>;

/** Groups of texts that are alike, the largest first, each with where its members come from. */
export function AlikeGroups({ slug, report }: { readonly slug: string; readonly report: Report }) {
  const t = useTranslations("imports.near");
  const format = useFormatter();
  const counts = [["traces", report.traces], ["alike", report.alike], ["groups", report.groups], ["acrossCheckpoints", report.acrossCheckpoints], ["acrossPrompts", report.acrossPrompts], ["promptGroups", report.promptGroups.length]] as const;
  return (
    <div className="grid gap-10 pb-16">
      <dl className="grid grid-cols-2 gap-y-3 border-y border-line-strong py-3 tabular-nums sm:grid-cols-3 lg:grid-cols-6">
        {counts.map(([key, count]) => <div key={key}><dt className="text-s text-ink-2">{t(key)}</dt><dd className="font-serif text-2xl">{format.number(count)}</dd></div>)}
      </dl>
      <section aria-labelledby="alike-traces" className="grid gap-3">
        <h2 id="alike-traces" className="font-serif text-xl">{t("tracesTitle")}</h2>
        {report.listed.length === 0 ? <p className="text-ink-2">{t("noTraces")}</p> : <ol className="grid">{report.listed.map((group, at) => <li key={at} className="border-b border-line py-3"><Group slug={slug} group={group} /></li>)}</ol>}
        {report.groups > report.listed.length && <p className="text-s text-ink-2">{t("more", { count: report.groups - report.listed.length })}</p>}
      </section>
      <section aria-labelledby="alike-prompts" className="grid gap-3">
        <h2 id="alike-prompts" className="font-serif text-xl">{t("promptsTitle")}</h2>
        {report.promptGroups.length === 0 ? <p className="text-ink-2">{t("noPrompts")}</p> : <ol className="grid">{report.promptGroups.map((group, at) => (
          <li key={at} className="grid gap-1 border-b border-line py-3">
            <p className="text-s text-ink-2">{t("promptGroup", { size: group.size, traces: group.traces })}</p>
            <ul className="grid gap-1">{group.openings.map((text, index) => <li key={index} className="reading line-clamp-2">{text}</li>)}</ul>
          </li>
        ))}</ol>}
      </section>
    </div>
  );
}

function Group({ slug, group }: { readonly slug: string; readonly group: Report["listed"][number] }) {
  const t = useTranslations("imports.near");
  const format = useFormatter();
  return (
    <details className="group">
      <summary className="grid cursor-default gap-1">
        <span className="flex flex-wrap items-center gap-2"><ChevronRight aria-hidden size={14} className="text-ink-3 group-open:rotate-90" /><span className="font-[550] tabular-nums">{t("size", { size: group.size })}</span>
          {group.checkpoints > 1 && <Badge tone="accent">{t("overCheckpoints", { count: group.checkpoints })}</Badge>}
          {group.prompts > 1 && <Badge tone="warn">{t("overPrompts", { count: group.prompts })}</Badge>}</span>
        <span className="reading line-clamp-2 pl-5.5 text-ink-2">{group.opening}</span>
      </summary>
      <table className="mt-2 w-full border-collapse text-left text-s">
        <thead><tr className="text-ink-2">{["trace", "model", "checkpoint", "similarity"].map((key) => <th key={key} scope="col" className="py-1 pr-4 font-[550]">{t(key)}</th>)}</tr></thead>
        <tbody>{group.members.map((member) => (
          <tr key={member.id} className="border-t border-line"><td className="py-1 pr-4"><Link href={`/projects/${slug}/traces/${member.id}`} className="text-accent underline underline-offset-3">{member.name}</Link></td><td className="py-1 pr-4">{member.model}</td><td className="py-1 pr-4">{member.checkpoint}</td><td className="py-1 pr-4 tabular-nums">{format.number(member.similarity, { maximumFractionDigits: 2, minimumFractionDigits: 2 })}</td></tr>
        ))}</tbody>
      </table>
      {group.size > group.members.length && <p className="py-1 text-s text-ink-2">{t("moreMembers", { count: group.size - group.members.length })}</p>}
    </details>
  );
}
