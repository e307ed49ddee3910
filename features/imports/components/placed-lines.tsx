import { getFormatter, getTranslations } from "next-intl/server";
import type { SaidOfRow } from "../sentence";
import { sentence } from "../sentence";

interface PlacedLine extends SaidOfRow {
  readonly file: string;
  readonly line: number | null;
  /** Of the row's first byte in its file, unpacked; said where it is known. */
  readonly byteOffset?: number | null;
}

/** What is to be said of rows of an import, each with its place: file, line, byte. */
export async function PlacedLines({ id, title, lines }: { readonly id: string; readonly title: string; readonly lines: readonly PlacedLine[] }) {
  const [t, format] = await Promise.all([getTranslations("imports"), getFormatter()]);
  const bytes = lines.some(({ byteOffset }) => byteOffset !== undefined);
  const number = (value: number | null | undefined): string => (value === null || value === undefined ? "" : format.number(value));
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 font-serif text-xl">{title}</h2>
      <table className="w-full border-collapse text-left text-s">
        <thead><tr className="border-b border-line-strong text-ink-2">
          <th scope="col" className="py-1.5 pr-4 font-[550]">{t("file")}</th><th scope="col" className="py-1.5 pr-4 text-right font-[550]">{t("line")}</th>
          {bytes && <th scope="col" className="py-1.5 pr-4 text-right font-[550]">{t("byte")}</th>}<th scope="col" className="py-1.5 font-[550]">{t("text")}</th>
        </tr></thead>
        <tbody>{lines.map(({ file, line, byteOffset, ...said }, at) => (
          <tr key={at} className="border-b border-line align-top">
            <td className="mono max-w-56 truncate py-1.5 pr-4 text-ink-2" title={file}>{file}</td><td className="py-1.5 pr-4 text-right tabular-nums">{number(line)}</td>
            {bytes && <td className="py-1.5 pr-4 text-right text-ink-2 tabular-nums">{number(byteOffset)}</td>}<td className="py-1.5 wrap-anywhere">{sentence(t, said)}</td>
          </tr>
        ))}</tbody>
      </table>
    </section>
  );
}
