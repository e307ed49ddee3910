import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility";
import { api, FIRST_PERSON, keepPicture, openBrowser, openPage, setUp, signIn } from "./browser";
import { type RunningServer, startServer } from "./server";

let server: RunningServer;
let browser: Browser;
let token: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  token = await setUp(server.origin);
  await api(server.origin, token, "POST", "/projects", { slug: "garden", name: "Garden paths 🙂" });
  await api(server.origin, token, "POST", "/projects/garden/invitations", { role: "annotator" });
  const rows = Array.from({ length: 4 }, (_, n) => JSON.stringify({ prompt: `What is ${n}+1? 🙂`, cot: `${n}+1 is ${n + 1}.`, answer: String(n + 1), model: "demo-a", correct: n > 1, checkpoint: { name: `step-${n}`, step: n } }));
  const sent = await fetch(`${server.origin}/api/v1/projects/garden/imports?commit=true&name=rows.jsonl`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" }, body: rows.join("\n") });
  expect(sent.status).toBe(202);
  const { id } = (await sent.json()) as { id: string };
  for (let state = ""; state !== "done";) {
    ({ state } = await api<{ state: string }>(server.origin, token, "GET", `/projects/garden/imports/${id}`));
    await new Promise((go) => setTimeout(go, 100));
  }
});
afterAll(async () => { await browser?.close(); await server?.stop(); });

const PAGES = ["/projects", "/projects/new", "/account", "/projects/garden/traces", "/projects/garden/traces?q=nothing-like-it", "/projects/garden/imports", "/projects/garden/codebook", "/projects/garden/codebook/draft", "/projects/garden/releases", "/projects/garden/releases/new", "/projects/garden/team", "/projects/garden/audit", "/projects/not-there"];

describe.each(["light", "dark", "contrast"] as const)("axe finds nothing in %s", (theme) => {
  test("on the pages before sign-in", async () => {
    const { page } = await openPage(browser);
    await page.context().addCookies([{ name: "theme", value: theme, url: server.origin }]);
    for (const path of ["/sign-in", "/sign-in?to=/account&error=AccessDenied", "/invite/none", "/reset-password?token=none"]) {
      await page.goto(server.origin + path);
      expect(await accessibilityFaults(page), path).toEqual([]);
    }
    await page.context().close();
  });

  test("on the pages behind it", async () => {
    const { page } = await openPage(browser);
    await signIn(page, server.origin);
    await page.context().addCookies([{ name: "theme", value: theme, url: server.origin }]);
    for (const path of PAGES) {
      await page.goto(server.origin + path);
      await page.getByRole("main").getByRole("heading", { level: 1 }).first().waitFor(); // the page itself, not its skeleton
      const faults = await accessibilityFaults(page);
      if (faults.length > 0) await keepPicture(page, `axe-${theme}${path.replaceAll(/\W+/g, "-")}`);
      expect(faults, path).toEqual([]);
    }
    await page.context().close();
  });
});

test.each([["en", "Set a new password", "This link does not work any more", "Sign in"], ["zh", "设置新密码", "此链接已失效", "前往登录"]] as const)("W14: a reset link that was used says so at once, before anybody types a password (%s)", async (locale, fresh, gone, signInWords) => {
  const person = { email: `forgetful-${locale}@example.org`, password: "three stones for nobody" };
  await api(server.origin, token, "POST", "/users", { ...person, name: "Forgetful 🙂" });
  const { url } = await api<{ url: string }>(server.origin, token, "POST", "/password-resets", { email: person.email });
  const { page, faults } = await openPage(browser);
  await page.context().addCookies([{ name: "locale", value: locale, url: server.origin }]);
  await page.goto(url);
  await page.getByRole("heading", { name: fresh }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator("input[type=password]").fill("another three stones 🙂");
  await page.locator("button[type=submit]").click();
  await page.waitForURL("**/projects");
  await page.goto(url);
  await page.getByRole("heading", { name: gone }).waitFor();
  expect(await page.locator("input[type=password]").count()).toBe(0);
  expect(await page.getByRole("link", { name: signInWords }).getAttribute("href")).toBe("/sign-in");
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("P1: a page in Chinese speaks Chinese throughout, and remembers it", async () => {
  const { page, faults } = await openPage(browser);
  await page.goto(`${server.origin}/sign-in`);
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("heading", { name: "登录" }).waitFor();
  await page.getByLabel("电子邮箱").fill(FIRST_PERSON.email);
  await page.getByLabel("密码").fill(FIRST_PERSON.password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.waitForURL("**/projects");
  expect(await page.locator("html").getAttribute("lang")).toBe("zh");
  for (const path of PAGES) {
    await page.goto(server.origin + path);
    await page.getByRole("main").waitFor();
    const text = (await page.locator("body").innerText()).replaceAll(/🙂/gu, "");
    expect(text, path).not.toMatch(/\b[a-z]+\.[a-z]+[A-Z]\w+\b|MISSING_MESSAGE/); // a key instead of words
  }
  expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
  await page.context().close();
});

test("the theme that is chosen is there before the first paint of the next page", async () => {
  const { page } = await openPage(browser);
  await signIn(page, server.origin);
  await page.getByRole("button", { name: `Account of ${FIRST_PERSON.name}` }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await page.waitForFunction(() => document.documentElement.dataset["theme"] === "dark");
  const html = await (await page.request.get(`${server.origin}/projects`)).text();
  expect(html).toContain('data-theme="dark"');
  await page.context().close();
});

test("keys alone: sign in, open a project, filter, walk the rows, open one", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${server.origin}/sign-in`);
  await page.keyboard.type(FIRST_PERSON.email); // the focus is there
  await page.keyboard.press("Tab");
  await page.keyboard.type(FIRST_PERSON.password);
  await page.locator("button[type=submit]:enabled").waitFor(); // the page listens
  await page.keyboard.press("Enter");
  await page.waitForURL("**/projects");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the page");
  await page.keyboard.press("Enter");
  for (let presses = 0; presses < 10 && !(await page.evaluate(() => document.activeElement?.textContent?.startsWith("Garden paths") ?? false)); presses++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/projects/garden/traces");
  await page.getByRole("button", { name: "Checkpoint", exact: true }).first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Checkpoint" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.waitForURL(/checkpoint=/);
  await page.keyboard.press("Escape");
  await page.getByText("1 trace matches").waitFor();
  await page.goto(`${server.origin}/projects/garden/traces`, { waitUntil: "networkidle" }); // until the page listens
  await page.locator("tbody tr").first().waitFor();
  await page.locator("tbody tr").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await expect.poll(() => page.evaluate(() => [...document.querySelectorAll("tbody tr")].indexOf(document.activeElement as Element))).toBe(3);
  await page.keyboard.press("Enter");
  await page.waitForURL(/traces\/[^/?]+$/);
  await page.context().close();
});

test("the sign-in page loads less than 150 kB of JavaScript, as it comes over the wire", async () => {
  const { page } = await openPage(browser);
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.endsWith(".js")) sizes.push(response.request().sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(`${server.origin}/sign-in`, { waitUntil: "networkidle" });
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(sizes.length).toBeGreaterThan(0);
  expect(total).toBeLessThan(150_000);
  await page.context().close();
});
