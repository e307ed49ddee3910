/** One CSV cell, RFC 4180: quoted where it must be. */
export const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A first character at which spreadsheets begin a formula (OWASP, "CSV Injection"): = + - @ and tab, carriage return; and their full-width forms. */
const FORMULA = /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

/** A text cell that no spreadsheet runs: an apostrophe goes before what would begin a formula. */
export const csvText = (text: string): string => csvCell(FORMULA.test(text) || text.startsWith("'") ? `'${text}` : text);

/** The text of a cell that `csvText` wrote. */
export const fromCsvText = (cell: string): string => (cell.startsWith("'") && (cell[1] === "'" || FORMULA.test(cell.slice(1))) ? cell.slice(1) : cell);

/** Said in every manifest that lists a CSV file. */
export const CSV_ESCAPING = "text cells that begin with = + - @ ' a tab or a carriage return (or a full-width = + - @) have one apostrophe in front; numbers and keys do not";
