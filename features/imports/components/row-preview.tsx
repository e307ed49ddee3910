"use client";
import { useFormatter, useTranslations } from "next-intl";
import { inEnglish } from "@/core/formats/said";
import type { ImportedTrace, ReadRow } from "@/core/formats/trace-record";
import { Badge } from "@/ui/badge";
import { Banner } from "@/ui/banner";
import { sentence } from "../sentence";

/** Code points of a text that a preview shows. */
const SHOWN = 1200;

/** A row as the trace that it will be: facts, prompt, CoT and answer, with excluded parts struck through; or why it will be rejected. */
export function RowPreview({ row }: { readonly row: ReadRow }) {
  const t = useTranslations("imports");
  if (row.kind === "error") {
    return <Banner tone="bad" title={t("rejectedLine", { line: row.line })}><p>{sentence(t, { ...row, text: row.reason })}</p>{row.source !== "" && <pre className="mono mt-2 max-h-40 overflow-y-auto text-s break-all whitespace-pre-wrap">{row.source.slice(0, 2000)}</pre>}</Banner>;
  }
  const { record } = row;
  return (
    <article className="grid gap-4">
      {record.warnings.length > 0 && <Banner tone="warn" title={t("lookAt")}><ul className="list-disc pl-4">{record.warnings.map((warning) => { const text = sentence(t, { ...warning, text: inEnglish(warning) }); return <li key={text}>{text}</li>; })}</ul></Banner>}
      <Facts record={record} />
      <Field name={t("field.prompt")} text={record.prompt} record={record} field="prompt" />
      <Field name={t("field.cot")} text={record.cot} record={record} field="cot" />
      {record.answer !== undefined && <Field name={t("field.answer")} text={record.answer} record={record} field="answer" />}
    </article>
  );
}

function Facts({ record }: { readonly record: ImportedTrace }) {
  const t = useTranslations("imports");
  const ui = useTranslations("ui");
  const facts: readonly (readonly [name: string, value: string | number | undefined])[] = [
    [t("fact.id"), record.externalId], [t("fact.model"), record.model], [t("fact.checkpoint"), record.checkpoint?.name], [t("fact.step"), record.checkpoint?.step], [t("fact.sample"), record.sample],
    [t("fact.correct"), record.correct === undefined ? undefined : ui(record.correct ? "yes" : "no")], [t("fact.reference"), record.referenceAnswer], [t("fact.dataset"), record.dataset], [t("fact.language"), record.language], [t("fact.annotations"), record.annotations?.length],
  ];
  const said = facts.filter(([, value]) => value !== undefined && value !== "");
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-s">
      {said.length === 0 && <span className="text-ink-2">{t("noFacts")}</span>}
      {said.map(([name, value]) => <span key={name} className="max-w-72 truncate"><span className="text-ink-2">{name}</span> <span className="font-[550]">{value}</span></span>)}
      {record.truncated && <Badge tone="warn">{t("truncated")}</Badge>}
      {record.repairs > 0 && <Badge tone="warn">{t("repaired", { count: record.repairs })}</Badge>}
    </div>
  );
}

function Field({ name, text, record, field }: { readonly name: string; readonly text: string; readonly record: ImportedTrace; readonly field: "prompt" | "cot" | "answer" }) {
  const t = useTranslations("imports");
  const format = useFormatter();
  const shown = Array.from(text.slice(0, SHOWN * 2)).slice(0, SHOWN);
  const length = text.length <= SHOWN ? shown.length : Array.from(text).length;
  return (
    <section className="grid gap-1">
      <h4 className="text-s text-ink-2">{name} · {t("characters", { count: length })}</h4>
      {text === "" ? <p className="text-ink-2 italic">{t("emptyText")}</p> : (
        <p dir="auto" className="max-w-[72ch] font-serif text-l break-words whitespace-pre-wrap">
          {pieces(shown, record.excluded.filter((range) => range.field === field)).map((piece) => piece.excluded
            ? <del key={piece.start} className="text-ink-3 decoration-line-strong" title={t(`excluded.${piece.excluded}`)}>{piece.text}</del>
            : <span key={piece.start}>{piece.text}</span>)}
          {length > shown.length && <span className="font-sans text-s text-ink-2"> … {t("more", { count: format.number(length - shown.length) })}</span>}
        </p>
      )}
    </section>
  );
}

/** The shown characters cut at the edges of excluded ranges (code points). */
function pieces(characters: readonly string[], excluded: readonly { readonly start: number; readonly end: number; readonly reason: string }[]) {
  const edges = [...new Set([0, characters.length, ...excluded.flatMap(({ start, end }) => [start, end])])].filter((edge) => edge <= characters.length).sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, at) => ({ start, text: characters.slice(start, edges[at + 1]).join(""), excluded: excluded.find((range) => range.start <= start && start < range.end)?.reason ?? null }));
}
