import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { detectFormat } from "./detect";
import type { ImportPlan } from "./import-plan";
import { planFor } from "./import-plan";
import { saidOfPlan } from "./plan-choices";
import { openReader } from "./reader";

test("F26: a rejects file whose rows were mended is detected as what its rows are, and read", async () => {
  const rejects = [
    { file: "a.jsonl", line: 2, byteOffset: 40, reason: "not JSON", source: '{"question":"1+1? 🙂","response":"<think>Two.</think>2"}' },
    { file: "a.jsonl", line: 5, byteOffset: 90, reason: "no cot", source: '{"question":"2+2?",\n "response":"<think>Four.</think>4"}' },
    { file: "a.jsonl", line: 7, byteOffset: 120, reason: "not JSON", source: "{still broken" },
  ].map((row) => `${JSON.stringify(row)}\n`).join("");
  const detection = await detectFormat(() => byteChunks(rejects, 30), "rejects.jsonl");
  expect(detection.plan).toMatchObject({ format: "jsonl", rejects: true, mapping: { prompt: "question", cot: "response" } });
  const reader = openReader(detection.plan, "rejects.jsonl");
  if (!reader.ok) throw new Error(reader.error.reason);
  const rows = await collect(reader.value(byteChunks(rejects, 30)));
  expect(rows.map((row) => (row.kind === "record" ? [row.record.prompt, row.record.cot, row.line] : [row.source, row.line]))).toEqual([["1+1? 🙂", "Two.", 1], ["2+2?", "Four.", 2], ["{still broken", 3]]);
});

test("F26: rows that merely have a source are not rejects", async () => {
  const rows = `${JSON.stringify({ prompt: "p", cot: "c 🙂", source: "x", reason: "y", byteOffset: 1 })}\n`;
  expect((await detectFormat(() => byteChunks(rows + rows, 30), "a.jsonl")).plan.rejects).toBeUndefined();
});

/** What reading a file gives, and the rejects file of it as it is downloaded, with each source mended. */
async function rejectsOf(file: string, path: string, choices: Partial<ImportPlan>, mend: (source: string) => string) {
  const { plan: detected } = await detectFormat(() => byteChunks(file, 30), path);
  const plan = { ...detected, ...choices };
  const lines = (await read(plan, file, path)).flatMap((row) => (row.kind === "error" ? [`${JSON.stringify({ file: path, line: row.line, byteOffset: row.byteOffset, reason: row.reason, code: row.code, params: row.params, plan: saidOfPlan(plan), source: mend(row.source) })}\n`] : []));
  return lines.join("");
}

async function read(plan: ImportPlan, file: string, path: string) {
  const reader = openReader(plan, path);
  if (!reader.ok) throw new Error(reader.error.reason);
  return collect(reader.value(byteChunks(file, 30)));
}

async function readAgain(rejects: string) {
  const { plan, reasons, paths } = await detectFormat(() => byteChunks(rejects, 30), "rejects.jsonl");
  return { plan, paths, reasons: reasons.map(({ code }) => code), rows: (await read(plan, rejects, "rejects.jsonl")).map((row) => (row.kind === "record" ? [row.record.prompt, row.record.cot, row.record.checkpoint?.step, row.line] : row.reason)) };
}

test("F26: mended rows are read as the import read them: by its mapping, and with the step in the name of their own file", async () => {
  const file = '{"q":"1+1? 🙂","gen":"Two."}\n{broken\n{"q":"3+3?","gen":"Six."}\n';
  const rejects = await rejectsOf(file, "run_step_100.jsonl", { mapping: { prompt: "q", cot: "gen" } }, () => '{"q":"2+2? 🙂","gen":"Four."}');
  expect(await readAgain(rejects)).toMatchObject({ plan: { format: "jsonl", rejects: true, mapping: { prompt: "q", cot: "gen" } }, reasons: ["seen-rejects", "seen-plan-kept"], paths: ["q", "gen"], rows: [["2+2? 🙂", "Four.", 100, 1]] });
});

test("F26: a line of a table is rejected with its header, and mended by itself", async () => {
  const file = "q,gen\n1+1? 🙂,Two.\n2+2?,Four.,too many\n3+3?,\n";
  const rejects = await rejectsOf(file, "step_7.csv", { mapping: { prompt: "q", cot: "gen" } }, (source) => (source.startsWith("{") ? '{"q":"3+3?","gen":"Six."}' : source.replace(",too many", "")));
  expect((await readAgain(rejects)).rows).toEqual([["2+2?", "Four.", 7, 1], ["3+3?", "Six.", 7, 2]]);
});

test("F26: rejects of several files that were read differently are read each by its own keys, native lines as ours", async () => {
  const first = await rejectsOf('{"q":"a","gen":"A."}\n{cut', "step_1.jsonl", { mapping: { prompt: "q", cot: "gen" } }, () => '{"q":"b 🙂","gen":"B."}');
  const second = await rejectsOf('[{"frage":"c","denken":"C."},{"frage":"d"}]', "step_2.json", { mapping: { prompt: "frage", cot: "denken" } }, () => '{"frage":"d","denken":"D."}');
  const third = await rejectsOf('{"q":"e"}\n', "step_3.jsonl", { mapping: { prompt: "q", cot: "gen" } }, () => '{"format":"switchback-trace/1","prompt":"e 🙂","cot":"E."}');
  const fourth = await rejectsOf("q,gen\nf,F.,too many\n", "step_4.csv", { mapping: { prompt: "q", cot: "gen" } }, (source) => source.replace(",too many", ""));
  expect((await readAgain(first + second + third + fourth)).rows).toEqual([["b 🙂", "B.", 1, 1], ["d", "D.", 2, 2], ["e 🙂", "E.", 3, 3], ["f", "F.", 4, 4]]);
});

test("F26: a text with lines of its own is mended as a whole", async () => {
  const rejects = await rejectsOf("Question:\n1+1? 🙂\n", "log.txt", { format: "transcript" }, (source) => `${source}\nAnswer:\nTwo\n\nResponse:\nOne and one\n\nare two.`);
  const { plan, rows } = await readAgain(rejects);
  expect([plan.format, rows]).toEqual(["transcript", [[expect.stringContaining("1+1? 🙂"), expect.stringContaining("One and one\n\nare two."), undefined, 1]]]);
});

test("F26: what is as usual is not said, however a store ordered its keys", () => {
  const plan = planFor("jsonl", { prompt: "q 🙂", cot: "gen" });
  const { part, markers, exclude } = plan.generation;
  expect(saidOfPlan({ ...plan, generation: { exclude, markers: Object.fromEntries(Object.entries(markers).reverse()) as unknown as typeof markers, part } })).toEqual({ format: "jsonl", mapping: { prompt: "q 🙂", cot: "gen" } });
});

test("F26: a plan that is none is no plan: what the rows are is detected", async () => {
  const line = `${JSON.stringify({ file: "a.jsonl", line: 2, byteOffset: 40, reason: "not JSON", plan: { format: "odd 🙂" }, source: '{"question":"1+1? 🙂","response":"Two."}' })}\n`;
  expect((await readAgain(line))).toMatchObject({ reasons: expect.not.arrayContaining(["seen-plan-kept"]) as string[], rows: [["1+1? 🙂", "Two.", undefined, 1]] });
});
