import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { chatParts } from "./chat-messages";
import { planFor } from "./import-plan";
import { openReader } from "./reader";

test("F21: one user message is the prompt as it is; reasoning has a key of its own or stands in parts", () => {
  expect(chatParts([{ role: "user", content: "3+4? 🙂" }, { role: "assistant", reasoning_content: "So 7.", content: "7" }])).toEqual({ joined: false, prompt: "3+4? 🙂", reasoning: "So 7.", content: "7" });
  expect(chatParts([{ from: "human", value: "3+4? 🙂" }, { from: "gpt", value: "7" }])).toEqual({ joined: false, prompt: "3+4? 🙂", content: "7" });
  expect(chatParts([{ role: "user", content: [{ type: "text", text: "3+4?" }] }, { role: "assistant", content: [{ type: "thinking", thinking: "So 7." }, { type: "text", text: "7 🙂" }] }])).toEqual({ joined: false, prompt: "3+4?", reasoning: "So 7.", content: "7 🙂" });
  expect(chatParts("no chat")).toEqual({ joined: false });
});

test("F21: a longer history is joined and its original kept; an unclosed <think> is kept and marked truncated", async () => {
  const reader = openReader(planFor("jsonl", { messages: "messages" }), "x");
  const line = JSON.stringify({ messages: [{ role: "system", content: "Be brief. 🙂" }, { role: "user", content: "3+4?" }, { role: "assistant", content: "<think>So 7. Wai" }] });
  const rows = reader.ok ? await collect(reader.value(byteChunks(`${line}\n`))) : [];
  expect(rows).toMatchObject([{ kind: "record", record: { prompt: "system: Be brief. 🙂\n\nuser: 3+4?", cot: "So 7. Wai", truncated: true, source: line } }]);
});
