import { expect, test } from "vitest";
import { toClipboardText, toCsv } from "./table-csv";

test("P4: what a spreadsheet would run as a formula is made inert, numbers are left alone", () => {
  expect(toCsv(["name", "n"], [["=HYPERLINK(1)", -4], ["+1", 2], ["@a", 0], ["🙂", null]])).toBe("name,n\r\n'=HYPERLINK(1),-4\r\n'+1,2\r\n'@a,0\r\n🙂,\r\n");
});

test("P4: quotes, commas and line breaks are quoted as RFC 4180 says", () => {
  expect(toCsv(["a"], [['say "🙂", then\ngo']])).toBe('a\r\n"say ""🙂"", then\ngo"\r\n');
});

test("P4: the clipboard's text keeps one line a row", () => {
  expect(toClipboardText(["a", "b"], [["x\ty\nz", true]])).toBe("a\tb\nx y z\ttrue");
});
