import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { planFor } from "./import-plan";
import { LeftOut } from "./left-out";
import type { ReleaseFormat } from "./release-formats";
import { RELEASE_WRITERS } from "./release-writers";
import { openReader } from "./reader";
import { toRelease } from "./to-release.fixture";

/** What of an annotation stands in a file: its attributes, answers and notes. */
const HELD: Partial<Record<ReleaseFormat, readonly string[]>> = { jsonl: ["attributes", "answers", "notes", "relations"], parquet: ["attributes", "answers", "notes", "relations"], "label-studio": ["attributes", "answers", "notes", "relations"], brat: ["attributes", "notes", "relations"], doccano: ["relations"], w3c: ["notes"] };

test("F10: every writer names the attributes, answers, notes and relations that its format cannot hold, with their number", async () => {
  const line = JSON.stringify({
    format: "switchback-trace/1", id: "🙂", prompt: "3+4?", cot: "🙂 So 7. Wait.", annotations: [{
      id: "a", layer: "annotator:a1", codebook: { key: "k", version: 1 }, answers: { right: "yes" },
      spans: [{ id: "s", field: "cot", label: "result", start: 2, end: 7, quote: "So 7.", attributes: { kind: "sum" }, note: "n 🙂" }, { id: "t", field: "cot", label: "check", start: 8, end: 13, quote: "Wait." }],
      relations: [{ id: "r", type: "of", from: "t", to: { span: "s" } }],
    }],
  });
  const reader = openReader(planFor("native"), "a.jsonl");
  if (!reader.ok) throw new Error(reader.error.reason);
  const [row] = await collect(reader.value(byteChunks(`${line}\n`, 20)));
  if (row?.kind !== "record") throw new Error(row?.reason);
  const trace = toRelease(row.record, { prompt: "", cot: "" });
  for (const [format, writers] of Object.entries(RELEASE_WRITERS) as [ReleaseFormat, (typeof RELEASE_WRITERS)[ReleaseFormat]][]) {
    for (const { path, write } of writers) {
      const leftOut = new LeftOut();
      await collect(write((async function* () { yield trace; })(), { labels: ["result", "check"], seed: 1 }, leftOut));
      const told = leftOut.counts();
      const held = path === "spans.csv" ? ["attributes", "notes"] : path === "traces.csv" || format === "chat-sft" ? ["attributes", "notes", "answers", "relations"] : (HELD[format] ?? []);
      expect([path, ["attributes", "answers", "notes", "relations"].filter((part) => told[part] !== 1)]).toEqual([path, ["attributes", "answers", "notes", "relations"].filter((part) => held.includes(part))]);
      if (path === "traces.csv" || format === "chat-sft") expect(told.annotations).toBe(1); // whole
    }
  }
});
