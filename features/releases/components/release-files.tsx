"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { CopyLine } from "@/ui/copy-line";
import { type TableColumn, DataTable } from "@/ui/data-table";
import { fileAddress } from "../file-address";

export interface ReleaseFile {
  readonly path: string;
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** A frozen release's files with sizes and hashes, each to download, and how a script gets them. */
export function ReleaseFiles({ slug, id, files, sizes, origin }: { readonly slug: string; readonly id: string; readonly files: readonly ReleaseFile[]; readonly sizes: Readonly<Record<string, string>>; readonly origin: string }) {
  const t = useTranslations("releases");
  const address = (path: string) => fileAddress(slug, id, path);
  const columns: readonly TableColumn<ReleaseFile>[] = [
    { key: "path", name: t("file"), value: (file) => file.path, cell: (file) => <a href={address(file.path)} download className="mono inline-flex items-center gap-1.5 text-accent underline underline-offset-3"><Download aria-hidden size={13} />{file.path}</a> },
    { key: "size", name: t("size"), value: (file) => file.size, numeric: true, cell: (file) => sizes[file.path] },
    { key: "sha256", name: "SHA-256", value: (file) => file.sha256, cell: (file) => <span className="mono text-s text-ink-2" title={file.sha256}>{file.sha256.slice(0, 16)}…</span> },
  ];
  const first = files.find(({ path }) => path === "traces.jsonl")?.path ?? files[0]?.path ?? "";
  const url = `${origin}${address(first)}`;
  return (
    <div className="grid gap-8">
      <DataTable name={t("files")} columns={columns} rows={files} rowKey={(file) => file.path} filter={false} />
      <section aria-labelledby="by-script" className="grid max-w-4xl gap-3">
        <h2 id="by-script" className="font-serif text-xl">{t("byScript")}</h2>
        <p className="text-ink-2">{t("byScriptHint")}</p>
        <CopyLine label={t("curl")} text={`curl -fsSL -H "Authorization: Bearer $SWITCHBACK_TOKEN" -o ${first.split("/").at(-1) ?? "file"} "${url}"`} />
        <CopyLine label={t("python")} text={`import os, json, urllib.request\nrequest = urllib.request.Request("${url}", headers={"Authorization": "Bearer " + os.environ["SWITCHBACK_TOKEN"]})\ntraces = [json.loads(line) for line in urllib.request.urlopen(request)]`} />
      </section>
    </div>
  );
}
