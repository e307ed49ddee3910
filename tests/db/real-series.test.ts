import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Lexicon } from "@/core/detectors/lexicon";
import { jobById } from "@/data/jobs";
import { measureEmergence } from "@/features/emergence/measure-emergence";
import { EmergenceQuery } from "@/features/emergence/schema";
import { startJobs } from "@/jobs/runner";
import { startLexicon } from "@/jobs/start-lexicon";
import { newWorld } from "./fixtures";
import { onBothHomes } from "./homes";
import { importAll } from "./imports";

const CHECKPOINTS = join("..", "shared", "data", "checkpoints");
const WORDS: Lexicon = { name: "five-words", lists: [{ label: "verification", language: "en", cues: ["wait", "however", "recheck", "verify", "mistake"], patterns: [] }] };

onBothHomes("the public series", (home) => {
  /** Imports a series as it is published, runs the words over it, and measures. */
  async function measured(series: "sft" | "grpo") {
    const world = await newWorld(home.db);
    const folder = join(CHECKPOINTS, `illusion-of-reasoning-${series}`);
    await importAll(home.db, world, Object.fromEntries(readdirSync(folder).filter((file) => /step_?\d+/.test(file)).map((file) => [file, readFileSync(join(folder, file))])));
    const started = await startLexicon(home.db, world.projectId, WORDS, new Date());
    const jobs = startJobs(home.db, { idle: 10 });
    await expect.poll(async () => (await jobById(home.db, world.projectId, started.job))?.state, { timeout: 40_000 }).toBe("done");
    await jobs.stop();
    return measureEmergence(home.db, world.projectId, EmergenceQuery.parse({ layer: started.layer, resamples: 500 }));
  }

  test.skipIf(!existsSync(CHECKPOINTS))("X12: the cue words of the SFT series rise, in the generation alone as in whole rows, and are called a proxy; those of the GRPO series are not shown to rise", async () => {
    const sft = await measured("sft");
    expect(sft.rows.map(({ t, traces }) => [t, traces])).toEqual([50, 250, 500, 1000, 1750, 2550].map((step) => [step, 40]));
    for (const [i, expected] of [7, 22, 27, 32, 36, 29].entries()) {
      expect(Math.abs(sft.rows[i]!.whole - expected), `whole rows at step ${sft.rows[i]!.t}: ${sft.rows[i]!.whole}`).toBeLessThanOrEqual(2);
      expect(sft.rows[i]!.generation).toBeLessThanOrEqual(sft.rows[i]!.whole);
    }
    const { report } = sft;
    expect(report!.findings[0]).toMatchObject({ kind: expect.stringMatching(/^(rises|higher)$/), label: "verification" });
    expect(report!.analysis.labels[0]!.card.cautions).toContain("proxy not compared with human labels");
    const shares = report!.analysis.labels[0]!.prevalence;
    expect(shares.at(-1)!.low!).toBeGreaterThan(shares[0]!.high!);
    const grpo = await measured("grpo");
    expect(grpo.rows).toHaveLength(19);
    expect(grpo.report!.findings[0]!.kind).toMatch(/^(not shown|longer|none seen|lower)$/);
  }, 240_000);
});
