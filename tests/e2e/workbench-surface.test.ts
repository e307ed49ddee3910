import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, openPage } from "./browser";

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const { outputFiles } = await build({ entryPoints: ["tests/e2e/workbench-surface-page.ts"], outdir: "out", bundle: true, format: "iife", write: false, logLevel: "error", loader: { ".woff2": "empty", ".woff": "empty", ".ttf": "empty" } });
  browser = await openBrowser();
  ({ page } = await openPage(browser));
  await page.setContent("<!doctype html><html lang=\"en\"><title>surface</title><style>.wb-p{white-space:break-spaces;width:600px;margin:0}</style><body></body></html>");
  await page.addStyleTag({ path: "features/workbench/surface/surface.css" });
  await page.addScriptTag({ content: outputFiles.find(({ path }) => path.endsWith(".js"))!.text });
}, 120_000);
afterAll(async () => { await browser?.close(); });

/** Calls one of the page's functions. */
const call = <Answer>(name: string, ...given: unknown[]): Promise<Answer> =>
  page.evaluate(([wanted, values]) => (window as unknown as Record<string, (...all: unknown[]) => unknown>)[wanted]!(...values) as never, [name, given] as const);

const NASTY: Readonly<Record<string, string>> = {
  "an emoji before everything": "🙂 So $a_5 = 174$ holds.\n\nWait, 👩‍🔬 says no.",
  "CRLF and lone CR": "🙂 One.\r\nTwo.\r\n\r\nThree\rfour.\r",
  "tabs, trailing and zero-width characters": "🙂\tA\u200bB \u200d c\ufeff  \n\n  d\t\t ",
  "combining marks": "🙂 cafe\u0301 na\u0308ive\n\nx\u0302",
  "right to left with digits": "שלום 🙂 123 עולם, $x = 4$ ועוד.\n\nمرحبا ٣٤ 👩‍👩‍👧 نص.",
  "markup stays text": "🙂 <b onclick=alert(1)>a</b> &amp; <script>x</script>\n\n<img src=x>",
  "Chinese with formulas": "两个结果不一致，所以 $a_5$ 重新算。🙂\n\n\\[ \\frac{a}{b} \\] 完。",
};
const RANGES = [[0, 6], [2, 9], [4, 20], [4, 7], [5, 8]] as const;

for (const [name, text] of Object.entries(NASTY)) {
  test(`K1: ${name}: the page holds the source exactly`, async () => {
    expect(await call("drawnText", text, RANGES.map(([a, b]) => [a, Math.min(b, Array.from(text).length)]))).toBe(true);
  });
  test(`K2: ${name}: every offset goes to the page and comes back`, async () => {
    expect(await call("strayOffsets", text, RANGES.map(([a, b]) => [a, Math.min(b, Array.from(text).length)]), false)).toEqual([]);
    expect(await call("strayOffsets", text, [], true)).toEqual([]);
  });
}

test("K3: what is selected is what is stored, from emoji to lone CR", async () => {
  const text = NASTY["CRLF and lone CR"]!;
  expect(await call("storedQuote", text, text.indexOf("Two"), text.indexOf("four") + 4)).toBe("Two.\r\n\r\nThree\rfour");
  const joined = NASTY["an emoji before everything"]!;
  expect(await call("storedQuote", joined, joined.indexOf("👩") + 1, joined.indexOf("👩") + 2)).toBe("👩‍🔬");
  const rtl = NASTY["right to left with digits"]!;
  expect(await call("storedQuote", rtl, rtl.indexOf("123"), rtl.indexOf("123") + 3)).toBe("123");
});

for (const [name, text] of Object.entries(NASTY)) {
  test(`K31: ${name}: spans that come and go one by one leave the page as if drawn at once`, async () => {
    const { length } = Array.from(text);
    const ranges = RANGES.map(([a, b]) => [Math.min(a, length - 1), Math.min(b, length)]);
    expect(await call("drawnAsAtOnce", text, ranges, [1, 3])).toBe(true);
    expect(await call("drawnAsAtOnce", text, ranges, [])).toBe(true);
  });
}

test("K31: a span that is added leaves what stands before and after it alone", async () => {
  const text = `🙂 ${"three red stones need gaps ".repeat(30)}`;
  const ranges = Array.from({ length: 8 }, (_, k) => [k * 80 + 2, k * 80 + 27]);
  expect(await call("nodesKept", text, ranges, [700, 711])).toEqual([16, 17]);
});

test("K31a: a tag says its label's letters, whatever they are, and whether it is a suggestion", async () => {
  const tags = ["Br", "\"", "\\A", "🙂", "回溯", "1<b>"];
  const said = (tag: string): string => `"${tag.replace(/["\\]/g, "\\$&")}"`;
  expect(await call("tagLetters", tags)).toEqual([...tags.map(said), ...tags.map((tag) => said(`✦${tag}`))]);
});

test("K2: a label never moves a line", async () => {
  const text = "🙂 The pairs again: fifteen in all, less five that touch, is ten, and three red stones need gaps between them, which leaves four places. ".repeat(4);
  for (const range of [[2, 40], [30, 31], [60, 200], [75, 76]]) expect(await call("linesMoved", text, range)).toBe(false);
});

test("K2: a label in right-to-left text leaves every number as it reads", async () => {
  for (const text of ["مرحبا 123 بالعالم 456 هذا اختبار 7+8=15 ثم نعود", "שלום 42 עולם, abc 12.5 סוף 7+8=15 (כך)", "The word שלום 123 and مرحبا 456 end 12.5."]) expect([text, await call("torn", text)]).toEqual([text, []]);
});

test("K3: caret and handle stand where the character begins that they are before: a digit and a Latin letter at its left among Hebrew, a Hebrew letter at its right, a rendered formula at its edge", async () => {
  const stands = (text: string, part: string, rendered = false) => call("stands", text, part, rendered);
  const [hebrew, latin] = ["🙂 שלום 123 עולם abc סוף", "🙂 The word שלום ends, so $a_5 = 174$ holds."];
  expect([await stands(hebrew, "123"), await stands(hebrew, "abc"), await stands(hebrew, "עולם"), await stands(latin, "שלום"), await stands(latin, "word"), await stands(latin, "$a_5 = 174$", true)])
    .toEqual([["left", "left"], ["left", "left"], ["right", "right"], ["right", "right"], ["left", "left"], ["left", "left"]]);
});
