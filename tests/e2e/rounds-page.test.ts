import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility";
import { keepPicture, openPage, signIn } from "./browser";
import { setStage } from "./stage";
import { projectWithTrace, textReady } from "./workbench-fixture";

const PEOPLE = [["p-31", "annotator"], ["p-32", "annotator"], ["j-31", "adjudicator"]] as const;
const person = (handle: string) => ({ email: `${handle}@example.org`, password: `three stones for ${handle}` });
let trace = "";

const stage = setStage(async ({ origin, token, api }) => {
  trace = await projectWithTrace(origin, token, "paths");
  for (const [handle, role] of PEOPLE) {
    await api("POST", "/users", { ...person(handle), name: `${handle} 🙂` });
    await api("POST", "/projects/paths/members", { email: person(handle).email, role, handle });
  }
});

test("R10: after a round was made the form is empty, and the plan follows what is ticked in it next", async () => {
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/paths/rounds`);
  const inPlan = (handle: string) => page.locator("form table").getByRole("rowheader", { name: handle });
  const plan = async (): Promise<void> => {
    await page.getByLabel("Share, %").fill("100"); // so that both get the trace
    for (const handle of ["p-31", "p-32"]) await page.getByRole("checkbox", { name: handle }).check();
    for (const handle of ["p-31", "p-32"]) await inPlan(handle).waitFor();
  };
  await plan();
  await page.getByLabel("Name").fill("First 🙂");
  await page.getByRole("button", { name: "Make the round" }).click();
  await page.getByRole("heading", { name: "First 🙂" }).waitFor();
  await inPlan("p-31").waitFor({ state: "detached" });
  expect(await page.getByRole("checkbox", { name: "p-31" }).isChecked()).toBe(false);
  await plan();
  const [{ id }] = (await stage.api<{ items: [{ id: string }] }>("GET", "/projects/paths/rounds")).items;
  await stage.api("PATCH", `/projects/paths/rounds/${id}`, { closed: true });
  expect(faults).toEqual([]);
  await page.context().close();
});

test("R17: a truth pass that waits for the adjudicator says so to whose queue it is in, to who plans and to who may settle, in both languages, and opens by itself", async () => {
  for (const pass of ["behaviour", "truth"]) await stage.api("POST", "/projects/paths/rounds", { name: `The ${pass} pass 🙂`, pass, annotators: ["p-31", "p-32"], overlap: 2 });
  const queue = async (page: Page): Promise<void> => { await page.goto(`${stage.origin}/projects/paths/queue`); };
  const speak = (page: Page, locale: "en" | "zh"): Promise<void> => page.context().addCookies([{ name: "locale", value: locale, url: stage.origin }]);
  const annotators: Page[] = [];
  for (const handle of ["p-31", "p-32"]) {
    const { page } = await openPage(stage.browser);
    annotators.push(page);
    await signIn(page, stage.origin, person(handle));
    await queue(page);
    await textReady(page);
    const assignment = new URL(page.url()).searchParams.get("assignment")!;
    expect(await page.evaluate(async (path) => (await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ revision: 0, operations: [{ opId: "1", type: "setEmpty", from: false, to: true }, { opId: "2", type: "submit" }] }) })).status,
      `/api/v1/projects/paths/traces/${trace}/annotations/mine/operations?assignment=${assignment}`)).toBe(200);
    await queue(page);
    await page.getByRole("heading", { name: "Nothing is open yet" }).waitFor();
  }
  const [first] = annotators as [Page, Page];
  await page31(first);

  const owner = await stage.signedIn();
  await owner.page.goto(`${stage.origin}/projects/paths/rounds`);
  await owner.page.getByText("2 items wait until their traces, which two or more labelled, are adjudicated").waitFor();
  expect(await accessibilityFaults(owner.page)).toEqual([]);
  await keepPicture(owner.page, "rounds-wait");
  await speak(owner.page, "zh");
  await owner.page.reload();
  await owner.page.getByText("2 项的轨迹有两人或更多人标注，仲裁后才开放").waitFor();
  await owner.page.getByRole("link", { name: "前往仲裁" }).click();
  await owner.page.waitForURL("**/projects/paths/adjudication");

  const { revision } = await stage.api<{ revision: number }>("GET", `/projects/paths/adjudications/${trace}`);
  await stage.api("POST", `/projects/paths/adjudications/${trace}/submit`, { revision });
  for (const page of annotators) {
    await queue(page);
    await textReady(page);
    await page.context().close();
  }
  await speak(owner.page, "en");
  await owner.page.goto(`${stage.origin}/projects/paths/rounds`);
  await owner.page.getByRole("heading", { name: "The truth pass 🙂" }).waitFor();
  expect(await owner.page.getByText("adjudicated: settle").count()).toBe(0);
  expect(owner.faults).toEqual([]);

  /** What an annotator reads whose queue waits. */
  async function page31(page: Page): Promise<void> {
    await queue(page);
    await page.getByText("One trace of the truth pass opens when it is adjudicated, since two or more labelled it.").waitFor();
    expect(await page.getByRole("link", { name: "Adjudicate" }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, "queue-waits");
    await speak(page, "zh");
    await queue(page);
    await page.getByText("1 条轨迹有两人或更多人标注，其真值遍待仲裁后开放。").waitFor();
    await speak(page, "en");
  }
});
