import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { collect } from "../formats/collect.fixture";
import { detectFormat } from "../formats/detect";
import { openReader } from "../formats/reader";
import { wilsonInterval } from "../statistics/proportion-interval";
import { spansOfHits } from "./spans-of-hits";
import type { Lexicon } from "./lexicon";
import { cueMatcher } from "./match-cues";

const CHECKPOINTS = join("..", "shared", "data", "checkpoints");
const WORDS: Lexicon = { name: "series", lists: [{ label: "verification", language: "en", cues: ["wait", "however", "recheck", "verify", "mistake"], patterns: [] }] };
const matcher = cueMatcher(WORDS);

/** Rows of each checkpoint that hold one of the words: in the whole row as it came (prompt echo and second copy included), and in the generation alone, as the import parts it. */
async function series(name: "sft" | "grpo"): Promise<{ step: number; rows: number; whole: number; generation: number }[]> {
  const folder = join(CHECKPOINTS, `illusion-of-reasoning-${name}`);
  const files = readdirSync(folder).filter((file) => /step_?\d+/.test(file));
  const points = await Promise.all(files.map(async (file) => {
    const path = join(folder, file);
    const outputs = readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => (JSON.parse(line) as { output: string }).output);
    const open = () => createReadStream(path);
    const { plan } = await detectFormat(open, basename(path));
    const reader = openReader(plan, basename(path));
    if (!reader.ok) throw new Error(reader.error.reason);
    const traces = (await collect(reader.value(open()))).flatMap((row) => (row.kind === "record" ? [row.record] : []));
    return {
      step: Number(/step_?0*(\d+)/.exec(file)![1]), rows: outputs.length, whole: outputs.filter((text) => matcher(text).length > 0).length,
      generation: traces.filter(({ cot, excluded }) => spansOfHits(cot, matcher(cot), { source: "series", excluded: excluded.filter(({ field }) => field === "cot") }).length > 0).length,
    };
  }));
  return points.sort((a, b) => a.step - b.step);
}

test.skipIf(!existsSync(CHECKPOINTS))("X12: cue words of the SFT series rise, whole rows beside the generation alone; those of the GRPO series are not shown to rise", async () => {
  const sft = await series("sft");
  expect(sft.map(({ step, rows }) => [step, rows])).toEqual([50, 250, 500, 1000, 1750, 2550].map((step) => [step, 40]));
  for (const [i, expected] of [7, 22, 27, 32, 36, 29].entries()) expect(Math.abs(sft[i]!.whole - expected), `whole rows at step ${sft[i]!.step}: ${sft[i]!.whole}`).toBeLessThanOrEqual(2);
  for (const { generation, whole } of sft) expect(generation).toBeLessThanOrEqual(whole);
  const [first, last] = [sft[0]!, sft.at(-1)!];
  expect(wilsonInterval(last.generation, last.rows)!.low).toBeGreaterThan(wilsonInterval(first.generation, first.rows)!.high);
  const grpo = await series("grpo");
  expect(grpo).toHaveLength(19);
  const [begin, end] = [grpo[0]!, grpo.at(-1)!].map(({ generation, rows }) => wilsonInterval(generation, rows)!);
  expect(end!.low).toBeLessThanOrEqual(begin!.high);
}, 120_000);
