"use client";
import { Columns3, Copy, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button";
import { Menu, MenuChoices } from "./menu";
import { type CellValue, toClipboardText, toCsv } from "./table-csv";
import { announce } from "./toast";

/** The row above a table: filter, column choice, copy, CSV. `content` is asked only when something is taken out. */
export function TableTools({ name, columns, visible, onVisible, filter, onFilter, content, constants, children }: {
  readonly name: string; readonly columns: readonly { readonly key: string; readonly name: string }[]; readonly visible: readonly string[]; readonly onVisible: (keys: readonly string[]) => void;
  readonly filter: string | null; readonly onFilter: (text: string) => void; readonly content: () => { heads: readonly string[]; rows: readonly (readonly CellValue[])[] }; readonly constants: Readonly<Record<string, CellValue>>; readonly children?: ReactNode;
}) {
  const t = useTranslations("ui");
  const copy = async () => {
    const { heads, rows } = content();
    try {
      await navigator.clipboard.writeText(toClipboardText(heads, rows));
      announce({ tone: "ok", text: t("copiedRows", { count: rows.length }) });
    } catch {
      announce({ tone: "bad", text: t("copyRefused") });
    }
  };
  const save = () => {
    const { heads, rows } = content();
    const address = URL.createObjectURL(new Blob(["\uFEFF", toCsv([...heads, ...Object.keys(constants)], rows.map((row) => [...row, ...Object.values(constants)]))], { type: "text/csv;charset=utf-8" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: `${name}.csv` });
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-2 pb-1.5">
      {children}
      {filter !== null && <input type="search" aria-label={t("filterRows")} placeholder={t("filterRows")} value={filter} onChange={(event) => onFilter(event.currentTarget.value)} className="h-7 w-52 rounded-m border border-field-line bg-paper px-2 text-s" />}
      <span className="ml-auto inline-flex items-center">
        <Menu label={t("chooseColumns")} trigger={<Columns3 aria-hidden size={15} />} triggerClassName="px-1.5!">
          <MenuChoices title={t("columns")} multiple options={columns.map((column) => ({ value: column.key, name: column.name }))} chosen={visible} onChange={onVisible} />
        </Menu>
        <IconButton label={t("copyRows")} icon={<Copy aria-hidden size={15} />} onClick={() => void copy()} />
        <IconButton label={t("saveCsv")} icon={<Download aria-hidden size={15} />} onClick={save} />
      </span>
    </div>
  );
}
