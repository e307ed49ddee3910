import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { detectFormat } from "./detect";
import { openReader } from "./reader";

const PROMPT = "What is 1+1, my dear friend? 🙂";
const APPLES = Array.from({ length: 30 }, (_, k) => `We count ${k * 31} apples and then ${k * 17} pears again. `).join("").slice(0, 400);
const turns = (text: string) => [{ role: "user", content: PROMPT }, { role: "assistant", content: text }];

/** The same row in each kind of file whose rows are mapped. */
const FILES: Readonly<Record<string, (text: string) => string>> = {
  "a.jsonl": (text) => `${JSON.stringify({ prompt: PROMPT, cot: text })}\n`,
  "chat.jsonl": (text) => `${JSON.stringify({ messages: turns(text) })}\n`,
  "a.csv": (text) => `prompt,cot\n"${PROMPT}","${text}"\n`,
  "inspect.json": (text) => JSON.stringify({ eval: { model: "m" }, samples: [{ id: 1, epoch: 1, input: PROMPT, target: "2", messages: turns(text) }] }),
  "samples_gsm8k.jsonl": (text) => `${JSON.stringify({ doc_id: 0, doc: { question: PROMPT }, target: "2", arguments: [[PROMPT, {}]], resps: [[text]], filtered_resps: ["2"], exact_match: 1 })}\n`,
  "rollout.jsonl": (text) => `${JSON.stringify({ input: PROMPT, output: text, gts: "2", score: 1, step: 3 })}\n`,
};
const SIGNS = { "seen-empty-thinking": "<think></think>Hello", "seen-echo": `${PROMPT} Two.`, "seen-repeats": `${APPLES}\n\nNow.\n\n${APPLES}`, "seen-loops": "so it goes on and on 🙂. ".repeat(60) };

test.each(Object.keys(FILES))("F35: an echo of the prompt, an empty thinking, repeats and loops are seen in %s", async (name) => {
  for (const [sign, text] of Object.entries(SIGNS)) {
    const { reasons } = await detectFormat(() => byteChunks(FILES[name]!(text), 50), name);
    expect([name, sign, reasons.map(({ code }) => code)]).toEqual([name, sign, expect.arrayContaining([sign])]);
  }
});

test("F35: the rollouts that verl writes are told by their keys: the score is the reward, gts the reference, the step the checkpoint's", async () => {
  const { plan } = await detectFormat(() => byteChunks(FILES["rollout.jsonl"]!("🙂 Two."), 50), "3.jsonl");
  const reader = openReader(plan, "3.jsonl");
  expect(reader.ok && await collect(reader.value(byteChunks(FILES["rollout.jsonl"]!("🙂 Two."), 50)))).toMatchObject([{ record: { prompt: PROMPT, cot: "🙂 Two.", reward: 1, referenceAnswer: "2", checkpoint: { step: 3 }, metadata: "{}" } }]);
});
