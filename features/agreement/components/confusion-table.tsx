import { useTranslations } from "next-intl";
import type { AgreementAnswer } from "../schema";
import type { LabelLook } from "../loaders";

type Pair = AgreementAnswer["confusion"]["pairs"][number];

/** Labels of one annotator against those of another, on spans matched whatever their label. Shade by share of the row, at most 40 %, so that the numbers stay ink. */
export function ConfusionTable({ pair, labels }: { readonly pair: Pair; readonly labels: readonly LabelLook[] }) {
  const t = useTranslations("agreement");
  const used = labels.filter(({ key }) => pair.counts.some(({ first, second }) => first === key || second === key));
  // Pairs without a trace in common, or with none that either marked: there is nothing to lay out.
  if (pair.counts.every(({ n }) => n === 0)) return <p className="max-w-[46ch] self-start text-ink-2">{t("nothingMarked", { first: pair.first, second: pair.second })}</p>;
  const columns: readonly (LabelLook | null)[] = [...used, null];
  const count = (first: LabelLook | null, second: LabelLook | null): number => pair.counts.find((cell) => cell.first === (first?.key ?? null) && cell.second === (second?.key ?? null))?.n ?? 0;
  const name = (look: LabelLook | null) => (look ? <abbr title={look.name} className={`c-${look.colour} font-bold text-label no-underline`}>{look.tag}</abbr> : <span className="font-normal text-ink-2">{t("none")}</span>);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 max-w-[46ch] font-serif text-l text-pretty">{finding(pair, labels, t)}</figcaption>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("confusionOf", { first: pair.first, second: pair.second })}>
        <table className="border-separate border-spacing-0.5 text-s tabular-nums">
          <thead>
            <tr><td /><th colSpan={columns.length} className="pb-1 text-left font-normal text-ink-2">{t("marked", { annotator: pair.second })}</th></tr>
            <tr><th className="pr-2 text-left font-normal text-ink-2">{pair.first}</th>{columns.map((column) => <th key={column?.key ?? ""} scope="col" className="w-10 text-center">{name(column)}</th>)}</tr>
          </thead>
          <tbody>
            {columns.map((row) => {
              const total = columns.reduce((sum, column) => sum + count(row, column), 0);
              return (
                <tr key={row?.key ?? ""}>
                  <th scope="row" className="pr-2 text-right">{name(row)}</th>
                  {columns.map((column) => {
                    const n = count(row, column);
                    const share = total > 0 ? Math.round((n / total) * 40) : 0;
                    if (row === null && column === null) return <td key="" className="h-7 w-10 border border-dotted border-line text-center text-ink-3">–</td>;
                    return <td key={column?.key ?? ""} className={`h-7 w-10 text-center ${row?.key === column?.key ? "outline outline-accent" : ""} ${n === 0 ? "text-ink-3" : ""}`} style={{ background: `color-mix(in oklab, var(--ink) ${share}%, var(--sunken))` }}>{n === 0 ? "" : n}</td>;
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

/** What the table shows first: the commonest confusion of two labels, else how many spans only one of the two marked. */
function finding(pair: Pair, labels: readonly LabelLook[], t: ReturnType<typeof useTranslations<"agreement">>): string {
  const name = (key: string | null) => labels.find((label) => label.key === key)?.name ?? key ?? "";
  const confused = pair.counts.filter(({ first, second }) => first !== null && second !== null && first !== second).sort((a, b) => b.n - a.n)[0];
  if (confused) return t("confusionFinding", { second: pair.second, first: pair.first, seen: name(confused.second), where: name(confused.first), count: confused.n });
  const alone = pair.counts.filter(({ first, second }) => first === null || second === null).reduce((sum, { n }) => sum + n, 0);
  return t("aloneFinding", { first: pair.first, second: pair.second, count: alone });
}
