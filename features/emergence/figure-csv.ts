import type { FigureSource } from "./figure-source";
import { toCsv } from "@/ui/table-csv";

/** A flat row of the numbers behind a figure. */
export type FigureRow = Readonly<Record<string, string | number | boolean | null>>;

/** The numbers behind a figure as CSV: a column for each key of the rows, then what they were made from, the same in every row. Empty sources say "none": nothing was left out of the file.
 *  @throws RangeError where a row has a column of the source: one of them would be lost */
export function figureCsv(rows: readonly FigureRow[], { fields }: Pick<FigureSource, "fields">): string {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const twice = heads.find((head) => Object.hasOwn(fields, head));
  if (twice !== undefined) throw new RangeError(`both the figure and its source have a column “${twice}”`);
  const source = Object.values(fields).map((value) => (value === "" ? "none" : value));
  return toCsv([...heads, ...Object.keys(fields)], rows.map((row) => [...heads.map((head) => row[head] ?? null), ...source]));
}
