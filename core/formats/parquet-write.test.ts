import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { expect, test } from "vitest";
import { collect } from "./collect.fixture";
import type { ReleaseTrace } from "./native-record";
import { writeSpansParquet, writeTracesParquet } from "./parquet-tables";
import { codePoint } from "../text/offset";

const trace = (id: string, more: Partial<ReleaseTrace> = {}): ReleaseTrace => ({
  id, prompt: "What is 3+4?", cot: "🙂 So 7.", decoding: {}, metadata: "{}", truncated: false, repairs: 0, excluded: [], textSha256: { prompt: "p", cot: "c" }, annotations: [], ...more,
});

const bytesOf = async (pieces: AsyncIterable<Uint8Array>): Promise<ArrayBuffer> => new Blob((await collect(pieces)).map((piece) => new Uint8Array(piece))).arrayBuffer();

async function* many(count: number): AsyncGenerator<ReleaseTrace> {
  for (let i = 0; i < count; i++) {
    yield trace(`t${i}`, {
      ...(i % 2 ? { answer: "7", correct: true, checkpoint: { name: "step-100", step: 100 }, reward: 0.5 } : {}),
      annotations: [{ id: "an", layer: "gold", pass: "behaviour", codebook: { key: "k", version: 1 }, status: "submitted", flagged: false, flagComment: "", empty: false, revision: 1, relations: [], answers: {},
        spans: [{ id: "s", field: "cot", label: "verification", start: codePoint(2), end: codePoint(7), quote: "So 7.", attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" } }] }],
    });
  }
}

test("F20: Parquet comes back typed, zstd-compressed, and the same bytes for the same rows", async () => {
  const file = await bytesOf(writeTracesParquet(many(3)));
  expect(new Uint8Array(await bytesOf(writeTracesParquet(many(3))))).toEqual(new Uint8Array(file));
  const rows = await parquetReadObjects({ file, compressors });
  expect(rows.map(({ id, cot, answer, correct, step, reward, cot_length }) => ({ id, cot, answer, correct, step, reward, cot_length }))).toEqual([
    { id: "t0", cot: "🙂 So 7.", answer: null, correct: null, step: null, reward: null, cot_length: 7 },
    { id: "t1", cot: "🙂 So 7.", answer: "7", correct: true, step: 100n, reward: 0.5, cot_length: 7 },
    { id: "t2", cot: "🙂 So 7.", answer: null, correct: null, step: null, reward: null, cot_length: 7 },
  ]);
});

test("F20: a span's row holds both units", async () => {
  const rows = await parquetReadObjects({ file: await bytesOf(writeSpansParquet(many(1))), compressors });
  expect(rows).toMatchObject([{ trace_id: "t0", start: 2, end: 7, start_utf16: 3, end_utf16: 8, quote: "So 7." }]);
});

test("F20: no rows make a valid file with its schema; several row groups are read as one table", async () => {
  expect(await parquetReadObjects({ file: await bytesOf(writeTracesParquet(many(0))), compressors })).toEqual([]);
  const long = (async function* () { for (let i = 0; i < 5; i++) yield trace(`t${i}`, { cot: `${i}🙂`.repeat(600_000) }); })();
  const rows = await parquetReadObjects({ file: await bytesOf(writeTracesParquet(long)), compressors });
  expect(rows.map(({ id, cot, cot_length }) => [id, String(cot) === `${String(id).slice(1)}🙂`.repeat(600_000), cot_length])).toEqual([0, 1, 2, 3, 4].map((i) => [`t${i}`, true, 1_200_000]));
}, 60_000);
