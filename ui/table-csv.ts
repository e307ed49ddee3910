/** A value of a table's cell as it is sorted, copied and written. */
export type CellValue = string | number | boolean | null;

/** Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection); numbers stay numbers. */
const inert = (value: CellValue): string => {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
};

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180: CRLF after every record, quotes only where needed. */
export const toCsv = (heads: readonly string[], rows: readonly (readonly CellValue[])[]): string =>
  [heads, ...rows].map((row) => `${row.map((value) => quoted(inert(value))).join(",")}\r\n`).join("");

/** Tab-separated, for pasting into a spreadsheet; line breaks and tabs inside a cell become spaces. */
export const toClipboardText = (heads: readonly string[], rows: readonly (readonly CellValue[])[]): string =>
  [heads, ...rows].map((row) => row.map((value) => inert(value).replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
