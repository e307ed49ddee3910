import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds wrong by WCAG 2.2 A and AA on the page as it is now: one line a rule with the elements that break it. Empty: nothing.
 *  Looked at from the top of the page: wherever the last click has scrolled to, the header that stays covers half of something, which scrolling uncovers. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(await source);
  return page.evaluate(async () => {
    globalThis.scrollTo(0, 0);
    interface Axe { run(root: Document, options: object): Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] }> }
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `    ${html.slice(0, 240)}\n      ${failureSummary ?? ""}`).join("\n")}`);
  });
}
