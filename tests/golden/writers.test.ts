import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { byteChunks } from "@/core/formats/byte-chunks";
import { collect } from "@/core/formats/collect.fixture";
import { planFor } from "@/core/formats/import-plan";
import { LeftOut } from "@/core/formats/left-out";
import type { ReleaseTrace } from "@/core/formats/native-record";
import { openReader } from "@/core/formats/reader";
import { RELEASE_WRITERS } from "@/core/formats/release-writers";
import { toRelease } from "@/core/formats/to-release.fixture";

/** tests/golden/writers/release.jsonl, read as a release, goes through every writer; what each made stands beside it, with what it left out. Binary files as hexadecimal digits. */
const FOLDER = "tests/golden/writers";
const LABELS = ["branching", "verification", "error"];
const writers = Object.entries(RELEASE_WRITERS).flatMap(([format, files]) => files.map((writer) => ({ format, path: writer.path, writer })));

async function rows(): Promise<ReleaseTrace[]> {
  const reader = openReader(planFor("native"), "release.jsonl");
  if (!reader.ok) throw new Error(reader.error.reason);
  return (await collect(reader.value(byteChunks(new Uint8Array(readFileSync(`${FOLDER}/release.jsonl`)), 50)))).map((row) => {
    if (row.kind === "error") throw new Error(row.reason);
    return toRelease(row.record, { prompt: "00", cot: "11", answer: "22" });
  });
}

test.each(writers)("F2: $format writes $path as it did", async ({ path, writer }) => {
  const held = await rows();
  const leftOut = new LeftOut();
  const bytes = Buffer.concat(await collect(writer.write((async function* () { yield* held; })(), { labels: LABELS, seed: 7 }, leftOut)));
  const binary = /\.(parquet|zip)$/.test(path);
  const file = path.replaceAll("/", "-");
  await expect(binary ? `${bytes.toString("hex").replaceAll(/.{1,120}/g, "$&\n")}` : bytes.toString("utf8")).toMatchFileSnapshot(`./writers/${file}${binary ? ".hex" : ""}`);
  await expect(`${JSON.stringify(leftOut.counts(), null, 1)}\n`).toMatchFileSnapshot(`./writers/${file}.left-out.json`);
});
