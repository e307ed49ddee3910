"use client";
import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/ui/badge";
import { type TableColumn, DataTable } from "@/ui/data-table";
import type { Comparison, FilePair, Filters, Pair } from "../compare";
import { LayerName } from "./layer-name";

/** Two releases side by side: what they are, what they hold, which files are the same. */
export function ComparisonView({ comparison: { names, facts, filters, counts, files, traces } }: { readonly comparison: Comparison }) {
  const t = useTranslations("releases");
  const format = useFormatter();
  const signed = ({ first, second }: Pair<number>) => format.number((second ?? 0) - (first ?? 0), { signDisplay: "exceptZero" });
  const countColumns: readonly TableColumn<Pair<number>>[] = [
    { key: "name", name: t("fact"), value: ({ name }) => t(name) },
    { key: "first", name: names[0], numeric: true, value: ({ first }) => first, cell: ({ first }) => (first === null ? null : format.number(first)) },
    { key: "second", name: names[1], numeric: true, value: ({ second }) => second, cell: ({ second }) => (second === null ? null : format.number(second)) },
    { key: "difference", name: t("difference"), numeric: true, value: ({ first, second }) => (second ?? 0) - (first ?? 0), cell: signed },
  ];
  const stateOf = ({ first, second, same }: FilePair) => (first === null ? "onlySecond" : second === null ? "onlyFirst" : same ? "same" : "differs");
  const fileColumns: readonly TableColumn<FilePair>[] = [
    { key: "name", name: t("file"), value: ({ name }) => name, cell: ({ name }) => <span className="mono">{name}</span> },
    { key: "state", name: t("difference"), value: (file) => t(stateOf(file)), cell: (file) => <Badge tone={file.same ? "ok" : "warn"}>{t(stateOf(file))}</Badge> },
    { key: "first", name: t("rowsIn", { name: names[0] }), numeric: true, value: ({ first }) => first?.rows ?? null, cell: ({ first }) => (first?.rows == null ? null : format.number(first.rows)) },
    { key: "second", name: t("rowsIn", { name: names[1] }), numeric: true, value: ({ second }) => second?.rows ?? null, cell: ({ second }) => (second?.rows == null ? null : format.number(second.rows)) },
  ];
  return (
    <div className="grid gap-10 pb-16">
      <section aria-labelledby="facts" className="grid gap-2">
        <h2 id="facts" className="font-serif text-xl">{t("compareFacts")}</h2>
        <table className="w-full table-fixed border-collapse text-left wrap-anywhere">
          <thead><tr className="border-b border-line-strong text-s text-ink-2"><th scope="col" className="py-1.5 pr-4 font-[550]">{t("fact")}</th>{names.map((name, at) => <th key={at} scope="col" className="py-1.5 pr-4 font-[550]">{name}</th>)}</tr></thead>
          <tbody>{facts.map((fact) => (
            <tr key={fact.name} className="border-b border-line align-top"><th scope="row" className="py-1.5 pr-4 font-normal text-ink-2">{t(fact.name)}</th>{[fact.first, fact.second].map((value, at) => <td key={at} className={fact.first === fact.second ? "py-1.5 pr-4" : "py-1.5 pr-4 font-[550]"}><Fact name={fact.name} value={value ?? ""} /></td>)}</tr>
          ))}
            <tr className="border-b border-line align-top"><th scope="row" className="py-1.5 pr-4 font-normal text-ink-2">{t("filters")}</th>{filters.map((held, at) => <td key={at} className={JSON.stringify(filters[0]) === JSON.stringify(filters[1]) ? "py-1.5 pr-4" : "py-1.5 pr-4 font-[550]"}><FilterWords filters={held} /></td>)}</tr>
          </tbody>
        </table>
      </section>
      <section aria-labelledby="shared" className="grid gap-2">
        <h2 id="shared" className="font-serif text-xl">{t("compareTraces")}</h2>
        <dl className="grid max-w-2xl grid-cols-3 border-y border-line-strong py-3 tabular-nums">{([["inBoth", traces.both], ["onlyFirst", traces.onlyFirst], ["onlySecond", traces.onlySecond]] as const).map(([key, count]) => <div key={key}><dt className="text-s text-ink-2">{t(key)}</dt><dd className="font-serif text-2xl">{format.number(count)}</dd></div>)}</dl>
        <DataTable name={t("compareTraces")} columns={countColumns} rows={counts} rowKey={({ name }) => name} filter={false} />
      </section>
      <section aria-labelledby="compared-files" className="grid gap-2">
        <h2 id="compared-files" className="font-serif text-xl">{t("compareFiles")}</h2>
        <DataTable name={t("compareFiles")} columns={fileColumns} rows={files} rowKey={({ name }) => name} filter={false} />
      </section>
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  const format = useFormatter();
  if (name === "frozenAt") return <time dateTime={value}>{format.dateTime(new Date(value), { dateStyle: "medium", timeStyle: "short" })} UTC</time>;
  if (name === "layerField") return <LayerName layer={value} />;
  return <>{value}</>;
}

/** What was filtered by, in the words of the filters of the page; a key of a later version stands as it is. */
function FilterWords({ filters }: { readonly filters: Filters }) {
  const t = useTranslations("releases");
  const format = useFormatter();
  const entries = Object.entries(filters);
  if (entries.length === 0) return <>{t("noFilter")}</>;
  const worded = (name: string, value: Filters[string]): string => {
    if (typeof value === "object") return format.list(value, { type: "disjunction" });
    if (typeof value === "number") return format.number(value);
    return t.has(`filterValue.${name}.${value}`) ? t(`filterValue.${name}.${value}`) : String(value);
  };
  return <ul>{entries.map(([name, value]) => <li key={name}><span className="text-ink-2">{t.has(`filterName.${name}`) ? t(`filterName.${name}`) : name}</span> {worded(name, value)}</li>)}</ul>;
}
