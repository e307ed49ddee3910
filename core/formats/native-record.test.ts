import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { planFor } from "./import-plan";
import { openReader } from "./reader";
import { toRelease } from "./to-release.fixture";
import { writeNativeLine } from "./native-record";

const EXAMPLE = readFileSync("tests/golden/native/contract-example.in.jsonl", "utf8");

test("F1: the example line of the contract comes back byte for byte", async () => {
  const reader = openReader(planFor("native"), "traces.jsonl");
  if (!reader.ok) throw new Error(reader.error.reason);
  const rows = await collect(reader.value(byteChunks(EXAMPLE, 7)));
  expect(rows.map((row) => (row.kind === "record" ? `${writeNativeLine(toRelease(row.record, { prompt: "…", cot: "…", answer: "…" }))}\n` : row.reason))).toEqual([EXAMPLE]);
});
