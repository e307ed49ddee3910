import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

/** Holds 96 MB at any time, 960 MB in all. @returns how far the heap grew, bytes */
async function grown(first: string): Promise<number> {
  const work = `
    const held = Array.from({ length: 60 }, () => []);
    let most = 0;
    for (let i = 0; i < 600; i++) {
      held[i % 60] = new Array(200_000).fill(i + 0.5);
      most = Math.max(most, process.memoryUsage().heapTotal);
    }
    process.stdout.write(String(most));`;
  const { stdout } = await run(process.execPath, ["--max-old-space-size=4096", "--import", "tsx", "--input-type=module", "--eval", first + work]);
  return Number(stdout);
}

test("W23: the heap is looked through before it has grown to what V8 would let it", async () => {
  const [held, free] = await Promise.all([grown('import { holdHeapGrowth } from "./web/heap-growth.ts"; holdHeapGrowth();'), grown("")]);
  expect(held).toBeLessThan(0.75 * free);
});
