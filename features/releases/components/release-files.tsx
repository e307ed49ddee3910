"use client";
import { Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { CopyLine } from "@/ui/copy-line";
import { type TableColumn, DataTable } from "@/ui/data-table";
import { fileAddress } from "../file-address";
import { scriptLines } from "../script-lines";

export interface ReleaseFile {
  readonly path: string;
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Rows of a table or lines; null where counting means nothing. */
  readonly rows: number | null;
  /** What its format cannot hold, with how many of each. */
  readonly leftOut: readonly { readonly what: string; readonly count: number }[];
  readonly notes: readonly string[];
}

/** A frozen release's files with sizes and hashes, each to download, and how a script gets them. */
export function ReleaseFiles({ slug, id, files, sizes, origin }: { readonly slug: string; readonly id: string; readonly files: readonly ReleaseFile[]; readonly sizes: Readonly<Record<string, string>>; readonly origin: string }) {
  const t = useTranslations("releases");
  const format = useFormatter();
  const address = (path: string) => fileAddress(slug, id, path);
  const columns: readonly TableColumn<ReleaseFile>[] = [
    { key: "path", name: t("file"), value: (file) => file.path, cell: (file) => <a href={address(file.path)} download className="mono inline-flex items-center gap-1.5 text-accent underline underline-offset-3"><Download aria-hidden size={13} />{file.path}</a> },
    { key: "rows", name: t("rows"), value: (file) => file.rows, numeric: true, cell: (file) => (file.rows === null ? null : format.number(file.rows)) },
    { key: "size", name: t("size"), value: (file) => file.size, numeric: true, cell: (file) => sizes[file.path] },
    { key: "leftOut", name: t("leftOut"), value: (file) => file.leftOut.map(({ what, count }) => `${kindOf(t, what)}: ${count}`).join("; "), cell: (file) => <FileNotes file={file} /> },
    { key: "sha256", name: "SHA-256", value: (file) => file.sha256, cell: (file) => <span className="mono text-s text-ink-2" title={file.sha256}>{file.sha256.slice(0, 16)}…</span> },
  ];
  const lines = scriptLines(files, `${origin}${address("")}`);
  return (
    <div className="grid gap-8">
      <DataTable name={t("files")} columns={columns} rows={files} rowKey={(file) => file.path} filter={false} />
      <section aria-labelledby="by-script" className="grid max-w-4xl gap-3">
        <h2 id="by-script" className="font-serif text-xl">{t("byScript")}</h2>
        <p className="text-ink-2">{t("byScriptHint")}</p>
        {lines.map(({ name, text }) => <div key={name} className="grid gap-1"><h3 className="text-s text-ink-2">{t(`script.${name}`)}</h3><CopyLine label={t(`script.${name}`)} text={text} /></div>)}
      </section>
    </div>
  );
}

/** What a file leaves out, as the manifest names it, in the words of the page. */
function kindOf(t: ReturnType<typeof useTranslations>, what: string): string {
  const key = `leftOutKind.${what.replaceAll(/[^a-z]+/g, "-")}`;
  return t.has(key) ? t(key) : what;
}

/** What a file leaves out, in the manifest's own words, and what its readers must know. */
function FileNotes({ file }: { readonly file: ReleaseFile }) {
  const t = useTranslations("releases");
  const format = useFormatter();
  if (file.leftOut.length === 0 && file.notes.length === 0) return <span className="text-ink-3">{t("nothingLeftOut")}</span>;
  return (
    <details className="max-w-80 text-s whitespace-normal">
      <summary className="cursor-default">{file.leftOut.length === 0 ? t("notesOnly") : t("leavesOut", { kinds: file.leftOut.length, count: file.leftOut.reduce((sum, { count }) => sum + count, 0) })}</summary>
      <ul lang="en" className="grid gap-0.5 py-1 text-ink-2">
        {file.leftOut.map(({ what, count }) => <li key={what}>{kindOf(t, what)}: <span className="tabular-nums">{format.number(count)}</span></li>)}
        {file.notes.map((note) => <li key={note}>{note}</li>)}
      </ul>
    </details>
  );
}
