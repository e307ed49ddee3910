import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { api, openPage, signIn } from "./browser";
import { projectWithTrace, TRACE } from "./workbench-fixture";

export interface Person {
  readonly handle: string;
  readonly email: string;
  readonly password: string;
}
export const PEOPLE: readonly Person[] = [
  { handle: "p-03", email: "bo@example.org", password: "the second stone is red" },
  { handle: "p-11", email: "cy@example.org", password: "the third stone is grey" },
];

const at = (quote: string) => {
  const start = Array.from(TRACE.cot.slice(0, TRACE.cot.indexOf(quote))).length;
  return { field: "cot", start, end: start + Array.from(quote).length, quote };
};
/** What each of the two marks; they differ in two places. */
export const WORK: Readonly<Record<string, readonly { label: string; quote: string; attributes?: object }[]>> = {
  "p-03": [
    { label: "verification", quote: "Wait, let me check that: $120 + 44 = 164$, not $174$." },
    { label: "candidate_answer", quote: "Hence $a_6 = 448$." },
    { label: "verification", quote: "from $120$ and $44$." },
  ],
  "p-11": [
    { label: "backtracking", quote: "Wait, let me check that: $120 + 44 = 164$, not $174$." },
    { label: "candidate_answer", quote: "Hence $a_6 = 448$." },
  ],
};

/** A project "paths" with one trace and two annotators. @returns the trace's id */
export async function projectOfTwo(origin: string, token: string): Promise<string> {
  const trace = await projectWithTrace(origin, token, "paths");
  for (const { handle, email, password } of PEOPLE) {
    await api(origin, token, "POST", "/users", { email, password, name: `${handle} 🙂` });
    await api(origin, token, "POST", "/projects/paths/members", { email, role: "annotator", handle });
  }
  return trace;
}

/** Calls the API of the project as whoever is signed in on the page. */
export async function asReader<Answer>(page: Page, method: string, path: string, input?: object): Promise<Answer> {
  const text = await page.evaluate(async ([how, where, body]) => (await fetch(where!, { method: how!, ...(body ? { headers: { "content-type": "application/json" }, body } : {}) })).text(), [method, `/api/v1/projects/paths${path}`, input ? JSON.stringify(input) : null] as const);
  return (text === "" ? null : JSON.parse(text)) as Answer;
}

/** Both label the trace and submit, each in their own browser, through the API that the workbench uses. */
export async function bothFinish(browser: Browser, origin: string, trace: string): Promise<void> {
  for (const person of PEOPLE) {
    const { page } = await openPage(browser);
    await signIn(page, origin, person);
    const operations = [...WORK[person.handle]!.map((span, k) => ({ opId: `o${k}`, type: "addSpan", span: { id: `s${k}`, label: span.label, ...at(span.quote) } })), { opId: "done", type: "submit" }];
    expect(await asReader(page, "POST", `/traces/${trace}/annotations/mine/operations`, { revision: 0, operations })).toMatchObject({ revision: operations.length });
    await page.context().close();
  }
}
