"use client";
import { columnFilteringFeature, columnVisibilityFeature, createFilteredRowModel, createSortedRowModel, filterFn_includesString, globalFilteringFeature, rowSortingFeature, type SortingState, sortFn_basic, tableFeatures, useTable } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import { classNames } from "./class-names";
import type { CellValue } from "./table-csv";
import { TableTools } from "./table-tools";

export interface TableColumn<Row> {
  readonly key: string;
  readonly name: string;
  /** What is sorted, filtered, copied and written. */
  readonly value: (row: Row) => CellValue;
  /** What is shown, where that differs from the value. */
  readonly cell?: (row: Row) => ReactNode;
  readonly numeric?: boolean;
  /** Hidden until chosen. */
  readonly hidden?: boolean;
  readonly className?: string;
}

const features = tableFeatures({
  columnFilteringFeature, globalFilteringFeature, rowSortingFeature, columnVisibilityFeature,
  filteredRowModel: createFilteredRowModel(), sortedRowModel: createSortedRowModel(), filterFns: { includesString: filterFn_includesString }, sortFns: { basic: sortFn_basic },
});

/** Rows with sorting, filtering, column choice, copy and CSV; `constants` are columns of the CSV that say the same in every row. Arrows move between rows, Enter opens one, Home and End go to the ends.
 *  `tools` stands at the left of the tool row; `filter` false where the server filters. */
export function DataTable<Row>({ name, columns, rows, rowKey, href, tools, filter = true, empty, footer, constants = {} }: {
  /** Names the table for readers, and the CSV file. */
  readonly name: string; readonly columns: readonly TableColumn<Row>[]; readonly rows: readonly Row[]; readonly rowKey: (row: Row) => string;
  readonly href?: (row: Row) => string; readonly tools?: ReactNode; readonly filter?: boolean; readonly empty?: ReactNode; readonly footer?: ReactNode;
  readonly constants?: Readonly<Record<string, CellValue>>;
}) {
  const t = useTranslations("ui");
  const router = useRouter();
  const [sorting, setSorting] = useState<SortingState>([]);
  const [globalFilter, setGlobalFilter] = useState("");
  const [visible, setVisible] = useState<readonly string[]>(() => columns.filter((column) => !column.hidden).map((column) => column.key));
  const data = useMemo(() => [...rows] as unknown as Record<string, never>[], [rows]);
  const defs = useMemo(() => columns.map((column) => ({ id: column.key, accessorFn: (row: unknown) => column.value(row as Row) ?? undefined, header: column.name, sortFn: "basic" as const, sortUndefined: "last" as const, sortDescFirst: column.numeric ?? false })), [columns]);
  const columnVisibility = Object.fromEntries(columns.map((column) => [column.key, visible.includes(column.key)]));
  const table = useTable({ features, columns: defs, data, state: { sorting, globalFilter, columnVisibility }, onSortingChange: setSorting, onGlobalFilterChange: setGlobalFilter, globalFilterFn: "includesString" });
  const shown = columns.filter((column) => visible.includes(column.key));
  const view = table.getRowModel().rows.map((row) => row.original as unknown as Row);
  const sorted = sorting[0];

  const move = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const row = (event.target as HTMLElement).closest("tr");
    const all = [...event.currentTarget.rows];
    if (!row || (event.target as HTMLElement).closest("a,button,input,select")) return;
    const at = all.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) { event.preventDefault(); all[Math.max(0, Math.min(all.length - 1, to))]?.focus(); }
    const target = view[at];
    if (event.key === "Enter" && href && target !== undefined) router.push(href(target));
  };

  return (
    <div>
      <TableTools name={name} columns={columns} visible={visible} onVisible={setVisible} filter={filter ? globalFilter : null} onFilter={setGlobalFilter} constants={constants}
        content={() => ({ heads: shown.map((column) => column.name), rows: view.map((row) => shown.map((column) => column.value(row))) })}>{tools}</TableTools>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-m">
          <caption className="sr-only">{name}</caption>
          <thead>
            <tr>
              {shown.map((column) => (
                <th key={column.key} scope="col" aria-sort={sorted?.id === column.key ? (sorted.desc ? "descending" : "ascending") : "none"} className={classNames("sticky top-0 border-b border-line-strong bg-ground p-0 text-s font-[550] whitespace-nowrap text-ink-2", column.numeric ? "text-right" : "text-left")}>
                  <button type="button" title={t("sortBy", { column: column.name })} onClick={() => table.getColumn(column.key)?.toggleSorting()} className={classNames("inline-flex h-8 items-center gap-1 px-2 hover:text-ink", column.numeric && "flex-row-reverse")}>
                    {column.name}
                    {sorted?.id === column.key && (sorted.desc ? <ArrowDown aria-hidden size={12} /> : <ArrowUp aria-hidden size={12} />)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={move}>
            {view.map((row, index) => (
              <tr key={rowKey(row)} tabIndex={index === 0 ? 0 : -1} onClick={(event) => { if (href && !(event.target as HTMLElement).closest("a,button,input,select,label")) router.push(href(row)); }}
                className={classNames("border-b border-line focus-visible:-outline-offset-2", href && "cursor-pointer hover:bg-paper")}>
                {shown.map((column) => (
                  <td key={column.key} className={classNames("h-9 px-2 py-1.5 align-middle", column.numeric && "text-right tabular-nums", column.className)}>
                    {column.cell ? column.cell(row) : <PlainCell value={column.value(row)} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {view.length === 0 && (globalFilter === "" ? empty : <p className="py-10 text-center text-ink-2">{t("nothingMatches", { filter: globalFilter })}</p>)}
      {footer}
    </div>
  );
}

function PlainCell({ value }: { readonly value: CellValue }) {
  const t = useTranslations("ui");
  if (value === null || value === "") return <span className="text-ink-3" title={t("notSet")}>–</span>;
  return <>{typeof value === "boolean" ? t(value ? "yes" : "no") : String(value)}</>;
}
