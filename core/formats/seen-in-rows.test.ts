import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { detectFormat } from "./detect";
import type { FormatName } from "./import-plan";
import { FORMATS } from "./import-plan";
import { openReader } from "./reader";
import { seenInRows, withSeen } from "./seen-in-rows";
import { textsAtHand } from "./supplied-text";

const PROMPT = "What is 1+1, my dear friend? 🙂";
const APPLES = Array.from({ length: 30 }, (_, k) => `We count ${k * 31} apples and then ${k * 17} pears again. `).join("").slice(0, 400);
const SIGNS = { "seen-empty-thinking": "<think></think>Hello 🙂", "seen-echo": `${PROMPT} Two.`, "seen-repeats": `${APPLES}Now.${APPLES}`, "seen-loops": "so it goes on and on 🙂. ".repeat(60) };
type Sign = keyof typeof SIGNS;

const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const bytes = (text: string) => new TextEncoder().encode(text);
const escaped = (text: string) => text.replaceAll("<", "&lt;");
/** The file's name and bytes; with no prompt there is none to repeat. */
type Made = readonly [name: string, bytes: Uint8Array | string];
const WITH_PROMPT: Partial<Record<FormatName, (text: string) => Made>> = {
  native: (text) => ["a.jsonl", line({ format: "switchback-trace/1", id: "1", prompt: PROMPT, cot: text, metadata: {}, text_sha256: {}, annotations: [] })],
  jsonl: (text) => ["a.jsonl", line({ prompt: PROMPT, cot: text })],
  json: (text) => ["a.json", JSON.stringify([{ prompt: PROMPT, cot: text }, { prompt: PROMPT, cot: "fine 🙂" }], null, 1)],
  csv: (text) => ["a.csv", `prompt,cot\n"${PROMPT}","${text}"\n`],
  tsv: (text) => ["a.tsv", `prompt\tcot\tid\n${PROMPT}\t${text}\t1\n`],
  "lm-eval": (text) => ["samples_a.jsonl", line({ doc_id: 0, doc: { question: PROMPT }, target: "2", arguments: [[PROMPT, {}]], resps: [[text]], filtered_resps: ["2"], exact_match: 1 })],
  inspect: (text) => ["a.json", JSON.stringify({ eval: { model: "m" }, samples: [{ id: 1, epoch: 1, input: PROMPT, target: "2", messages: [{ role: "user", content: PROMPT }, { role: "assistant", content: text }] }] })],
  rollouts: (text) => ["1.jsonl", line({ input: PROMPT, output: text, gts: "2", score: 1, step: 3 })],
  prm800k: (text) => ["a.jsonl", line({ question: { problem: PROMPT }, label: { steps: [{ completions: [{ text, rating: 1 }], chosen_completion: 0 }], finish_reason: "solution" } })],
  processbench: (text) => ["a.jsonl", line({ id: "1", problem: PROMPT, steps: [text], label: -1, final_answer_correct: true })],
  "big-bench-mistake": (text) => ["a.jsonl", line({ input: PROMPT, steps: [text], mistake_index: null })],
  "mr-gsm8k": (text) => ["a.jsonl", line({ question: PROMPT, model_output_steps: [text], model_output_solution_first_error_step: "N/A", model_output_solution_correctness: "correct" })],
  prmbench: (text) => ["a.jsonl", line({ idx: "1", question: PROMPT, modified_question: PROMPT, modified_process: [text], error_steps: [] })],
  "deepseek-math": (text) => ["a.json", JSON.stringify([{ problem_idx: "1", question: PROMPT, model_prediction: { proof: text }, rating: 1 }])],
  "label-studio": (text) => ["a.json", JSON.stringify([{ id: 1, data: { prompt: PROMPT, cot: text }, annotations: [] }])],
  transcript: (text) => ["a.log", `Question:\n${PROMPT}\nAnswer:\n2\nResponse:\n${text}\nExtracted:\n2\n`],
  "imo25-log": (text) => ["a.log", `>>>>>>> Initial prompt:\n${JSON.stringify(PROMPT)}\n>>>>>>> First solution:\n${JSON.stringify(text)}\n`],
  release: (text) => ["release.zip", zipSync({ "traces.jsonl": bytes(line({ format: "switchback-trace/1", id: "1", prompt: PROMPT, cot: text, metadata: {}, text_sha256: {}, annotations: [] })) })],
  w3c: (text) => ["w.json", JSON.stringify([{ "@context": "http://www.w3.org/ns/anno.jsonld", type: "Annotation", body: { type: "TextualBody", value: "L" }, target: { source: "row-1", selector: [{ type: "TextQuoteSelector", exact: Array.from(text).slice(-4).join("") }, { type: "TextPositionSelector", start: Array.from(text).length - 4, end: Array.from(text).length }] } }])],
};
const TEXT_ALONE: Partial<Record<FormatName, (text: string) => Made>> = {
  text: (text) => ["a.txt", text],
  doccano: (text) => ["a.jsonl", line({ id: 1, text, entities: [], relations: [] })],
  prodigy: (text) => ["a.jsonl", line({ text, _task_hash: 1, spans: [] })],
  brat: (text) => ["a.zip", zipSync({ "a.txt": bytes(text), "a.ann": bytes("") })],
  "webanno-tsv": (text) => ["a.tsv", `#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n#Text=${text}\n1-1\t0-${text.length}\t${text}\tA\t\n`],
  "uima-xmi": (text) => ["a.xmi", `<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0"><cas:Sofa xmi:id="2" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="${escaped(text)}"/></xmi:XMI>`],
};

/** What a dry run says that it has seen: what detection told, and what the rows it reads show. */
async function seen([name, content]: Made, texts: Parameters<typeof textsAtHand>[0] = []) {
  const { plan, reasons } = await detectFormat(() => byteChunks(content, 50), name);
  const reader = openReader(plan, name);
  if (!reader.ok) throw new Error(reader.error.reason);
  const rows = await collect(reader.value(byteChunks(content, 50), { texts: textsAtHand(texts) }));
  return { format: plan.format, rows, said: withSeen(reasons, seenInRows(rows)) };
}

test("F35: every format that has texts is tried here; Parquet, whose rows are mapped like a table's, elsewhere", () => {
  expect([...Object.keys(WITH_PROMPT), ...Object.keys(TEXT_ALONE), "parquet"].sort()).toEqual([...FORMATS].sort());
});

test.each([...Object.entries(WITH_PROMPT), ...Object.entries(TEXT_ALONE)])("F35: a dry run sees an echo of the prompt, an empty thinking, repeats and loops in %s", async (format, make) => {
  for (const [sign, text] of Object.entries(SIGNS) as [Sign, string][]) {
    if (sign === "seen-echo" && format in TEXT_ALONE) continue;
    const { format: told, rows, said } = await seen(make(text), [{ id: "row-1", prompt: PROMPT, cot: text }]);
    expect([told, sign, said.map(({ code }) => code), rows.map((row) => (row.kind === "record" ? "record" : row.reason))]).toEqual([format, sign, expect.arrayContaining([sign]), rows.map(() => "record")]);
    expect(said.filter(({ code }) => code === sign)).toHaveLength(1);
  }
});

test.each([...Object.entries(WITH_PROMPT), ...Object.entries(TEXT_ALONE)])("F35: a text with none of them is not blamed in %s", async (_format, make) => {
  const { said } = await seen(make("One and one is two 🙂, so the answer is 2."), [{ id: "row-1", prompt: PROMPT, cot: "One and one is two 🙂, so the answer is 2." }]);
  expect(said.map(({ code }) => code).filter((code) => code in SIGNS)).toEqual([]);
});

test("F35: what the plan cuts off before the thinking of a printed log is judged too", async () => {
  const { said } = await seen(WITH_PROMPT.transcript!(`${PROMPT}\n<think>One 🙂 and one.</think>Two.`));
  expect(said).toContainEqual({ code: "seen-echo", params: { count: 1, total: 1 } });
});

test("F35: rows that cannot be read count for nothing, and the answer is looked at as the CoT is", () => {
  const text = { decoding: {}, metadata: "{}", excluded: [], truncated: false, repairs: 0, warnings: [] };
  expect(seenInRows([
    { kind: "record", line: 1, byteOffset: 0, record: { ...text, prompt: PROMPT, cot: "🙂", answer: SIGNS["seen-loops"] } },
    { kind: "record", line: 2, byteOffset: 9, record: { ...text, prompt: PROMPT, cot: "fine 🙂" } },
    { kind: "error", line: 3, byteOffset: 18, reason: "not JSON", code: "not-json", params: {}, source: SIGNS["seen-empty-thinking"] },
  ])).toEqual([{ code: "seen-loops", params: { count: 1, total: 2 } }]);
});
