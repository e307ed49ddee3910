import { expect, test } from "vitest";
import { detect, dryRun, ROWS_SHOWN } from "./dry-run";

const line = (n: number) => JSON.stringify({ question: `What is ${n}+1? 🙂`, response: `<think>${n}+1 is ${n + 1}.</think>It is ${n + 1}.` });

test("P3: a dry run reads the first rows by the detected plan, and says that there are more", async () => {
  const file = new File([Array.from({ length: 40 }, (_, n) => `${line(n)}\n`).join("")], "step_300.jsonl");
  const { plan } = await detect(file);
  const run = await dryRun(file, plan);
  if (run.kind !== "rows") throw new Error(run.reason);
  expect(run.more).toBe(true);
  expect(run.rows).toHaveLength(ROWS_SHOWN);
  expect(run.rows[2]).toMatchObject({ kind: "record", line: 3, record: { prompt: "What is 2+1? 🙂", cot: "2+1 is 3.", answer: "It is 3.", checkpoint: { step: 300 } } });
});

test("P3: a faulty row is shown with its reason, a faulty pattern refuses", async () => {
  const file = new File([`${line(1)}\n{"question": 🙂\n${line(2)}\n`], "a.jsonl");
  const { plan } = await detect(file);
  const run = await dryRun(file, plan);
  expect(run.kind === "rows" && run.rows.map(({ kind }) => kind)).toEqual(["record", "error", "record"]);
  expect(await dryRun(file, { ...plan, namePattern: "step_(" })).toMatchObject({ kind: "refused" });
});

test("F35: a dry run says what its rows show of the generation where there is nothing to map, here of annotations that speak of a text beside them", async () => {
  const [text, annotations] = [new File(["<think></think>Two. 🙂 ".repeat(60)], "a.txt"), new File(["T1\tcall 15 19\tTwo.\n"], "a.ann")];
  const plans = await Promise.all([text, annotations].map(async (file) => (await detect(file)).plan));
  const seen = await Promise.all([dryRun(text, plans[0]!), dryRun(annotations, plans[1]!, { beside: [{ file: text, plan: plans[0]! }], project: null })]);
  expect(seen.map((run) => run.kind === "rows" && run.seen.map(({ code, params }) => [code, params]))).toEqual([text, annotations].map(() => [["seen-empty-thinking", { count: 1, total: 1 }], ["seen-loops", { count: 1, total: 1 }]]));
});

test("P3: rows that cannot be read at the beginning of a file do not hide one that can", async () => {
  const bad = `{"question": 🙂\n`.repeat(40);
  const { plan } = await detect(new File([`${line(1)}\n`], "a.jsonl"));
  const run = await dryRun(new File([bad, `${line(2)}\n${line(3)}\n`], "a.jsonl"), plan);
  if (run.kind !== "rows") throw new Error(run.reason);
  expect(run.rows.map(({ kind }) => kind)).toEqual([...Array<string>(ROWS_SHOWN).fill("error"), "record"]);
  expect(run.rows.at(-1)).toMatchObject({ line: 41, record: { prompt: "What is 2+1? 🙂" } });
  expect(run).toMatchObject({ more: true, first: ROWS_SHOWN });
  expect(await dryRun(new File([bad], "a.jsonl"), plan)).toMatchObject({ kind: "rows", more: true, first: ROWS_SHOWN, rows: { length: ROWS_SHOWN } });
  const hopeless = await dryRun(new File([bad.repeat(60)], "a.jsonl"), plan);
  expect(hopeless).toMatchObject({ kind: "rows", more: true, rows: { length: ROWS_SHOWN } });
});
