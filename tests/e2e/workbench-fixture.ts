import type { Page } from "playwright-core";
import { api } from "./browser";

/** A trace of our own: an emoji before everything, formulas, Chinese, a step with a Windows line end. */
export const TRACE = {
  id: "wb-1",
  prompt: "🙂 A path is six stones long; no two red stones touch. How many paths are there?",
  cot: [
    "🧮 Let me count by the last stone. If it is grey or white, any path before it will do.",
    "So $a_n = 2a_{n-1} + 2a_{n-2}$, with $a_1 = 3$ and $a_2 = 8$.",
    "Then $a_3 = 22$ and $a_4 = 60$. Next, $a_5 = 174$, from $120$ and $44$.",
    "Wait, let me check that: $120 + 44 = 164$, not $174$. 所以 $a_5 = 164$。",
    "Hence $a_6 = 448$.\r\nThe answer is \\boxed{448}. 👩‍🔬",
  ].join("\n\n"),
  answer: "448 🎉",
} as const;

export interface LabelledSpan {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly field: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A project with the trace imported over HTTP. @returns the id of the trace */
export async function projectWithTrace(origin: string, token: string, slug: string, trace: { readonly id: string; readonly prompt: string; readonly cot: string; readonly answer: string } = TRACE, preset = "longcot-error-correction"): Promise<string> {
  await api(origin, token, "POST", "/projects", { slug, name: "Garden paths 🙂", preset });
  const response = await fetch(`${origin}/api/v1/projects/${slug}/imports?commit=true&format=auto&name=traces.jsonl`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" }, body: `${JSON.stringify(trace)}\n` });
  if (!response.ok) throw new Error(`import answered ${response.status}: ${await response.text()}`);
  for (let attempt = 0; attempt < 200; attempt++) {
    const { items } = await api<{ items: { id: string }[] }>(origin, token, "GET", `/projects/${slug}/traces`);
    if (items[0]) return items[0].id;
    await new Promise((go) => setTimeout(go, 150));
  }
  throw new Error("the trace was not imported");
}

/** The caller's annotation as the server holds it. */
export const mine = (origin: string, token: string, slug: string, trace: string): Promise<{ revision: number; status: string; spans: LabelledSpan[]; relations: { type: string; to: object }[]; answers: Record<string, unknown> }> =>
  api(origin, token, "GET", `/projects/${slug}/traces/${trace}/annotations/mine`);

/** Waits until the text can be worked in. */
export async function textReady(page: Page): Promise<void> {
  await page.locator(".wb-p").first().waitFor();
  await page.waitForFunction(() => document.activeElement?.classList.contains("wb-text"));
}

/** Waits until nothing is left to be saved. What a key did is shown around the text one frame after the text itself, so that frame is waited for first. */
export async function saved(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((go) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go))); }));
  await page.locator('.wb-save[data-state="saved"]').waitFor();
}

/** Where the first occurrence of a text in the trace begins and ends, in px of the page. @param scrolled whether it is brought into view first */
async function endsOf(page: Page, text: string, scrolled: boolean): Promise<{ readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number }> {
  const box = await page.evaluate(([wanted, bring]) => {
    for (const paragraph of document.querySelectorAll(".wb-p")) {
      const at = (paragraph.textContent ?? "").indexOf(wanted);
      if (at < 0) continue;
      if (bring) paragraph.scrollIntoView({ block: "center" });
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      const find = (offset: number): [Node, number] => {
        walker.currentNode = paragraph;
        let before = 0;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const { length } = node as Text;
          if (offset < before + length) return [node, offset - before];
          before += length;
        }
        throw new Error("outside");
      };
      const first = document.createRange();
      const [a, i] = find(at);
      first.setStart(a, i);
      first.setEnd(a, i + 1);
      const last = document.createRange();
      const [b, j] = find(at + wanted.length - 1);
      last.setStart(b, j);
      last.setEnd(b, j + 1);
      const [from, to] = [first.getClientRects()[0]!, [...last.getClientRects()].at(-1)!];
      return { x0: from.left + 0.5, y0: from.top + from.height / 2, x1: to.right - 0.5, y1: to.top + to.height / 2 };
    }
    return null;
  }, [text, scrolled] as const);
  if (!box) throw new Error(`"${text}" is not on the page`);
  return box;
}

/** Drags over the first occurrence of a text in the trace, with the mouse. */
export async function dragOver(page: Page, text: string): Promise<void> {
  const box = await endsOf(page, text, true);
  await page.mouse.move(box.x0, box.y0);
  await page.mouse.down();
  await page.mouse.move((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, { steps: 3 });
  await page.mouse.move(box.x1, box.y1, { steps: 3 });
  await page.mouse.up();
  await page.waitForTimeout(30);
}

/** Drags an edge of the selected span by its handle to where a text of the trace that is in view ends, with the mouse. */
export async function dragEdge(page: Page, edge: "start" | "end", text: string): Promise<void> {
  const handle = await page.locator(`.wb-handle.${edge}`).boundingBox();
  if (!handle) throw new Error("no span is selected");
  const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
  const { x1, y1 } = await endsOf(page, text, false);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move((x + x1) / 2, (y + y1) / 2, { steps: 3 });
  await page.mouse.move(x1, y1, { steps: 3 });
  await page.mouse.up();
}

/** Presses keys one after the other. */
export async function keys(page: Page, ...pressed: readonly string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key);
}

/** Clicks the first mark that holds a text. */
export const mark = (page: Page, text: string): Promise<void> => page.locator("mark", { hasText: text }).first().click();

/** Presses a tool at the right of the bar, by its name. */
export const tool = (page: Page, name: string): Promise<void> => page.locator(".wb-bar-right").getByRole("button", { name }).click();

export const focusOnText = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement?.classList.contains("wb-text") ?? false);
