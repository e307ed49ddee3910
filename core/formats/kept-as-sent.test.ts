import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { detectFormat } from "./detect";
import { openReader } from "./reader";

/** The rows of a file as detection alone reads it. */
async function rowsOf(file: string, name: string) {
  const { plan } = await detectFormat(() => byteChunks(file, 17), name);
  const reader = openReader(plan, name);
  if (!reader.ok) throw new Error(reader.error.reason);
  return collect(reader.value(byteChunks(file, 17)));
}

test("F22: what no field took is metadata in the file's own spelling: 1.0 stays 1.0, a number too large for a double keeps its digits", async () => {
  const [row] = await rowsOf('{"prompt":"1+1? 🙂","cot":"Two.","temper\\u0061ture":1.0,"seed_id":12345678901234567890,"tags":["a", 1e2]}\n', "a.jsonl");
  expect(row).toMatchObject({ kind: "record", record: { prompt: "1+1? 🙂", cot: "Two." } });
  const kept = row!.kind === "record" ? row!.record.metadata : "";
  for (const spelling of ["12345678901234567890", "1e2"]) expect(kept).toContain(spelling);
});

test("F23: steps of a list are joined by line feeds with their ends known; a human label on one is an imported span that says so", async () => {
  const rows = await rowsOf('{"id":"p-0","generator":"m","problem":"3+4? 🙂","steps":["🙂 Add.","So 8.","Done."],"final_answer_correct":false,"label":1}\n', "processbench.jsonl");
  expect(rows).toMatchObject([{ kind: "record", record: {
    cot: "🙂 Add.\nSo 8.\nDone.", knownSteps: [7, 13, 18],
    annotations: [{ layer: "imported:processbench", provenance: { kind: "human" }, spans: [{ label: "first_error", start: 7, quote: "So 8.\n" }] }],
  } }]);
});
