// `npm test`: everything that CI runs. The last line is `N passed, N failed, N skipped`; the exit code is 0 only when nothing failed.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfNeeded, generate } from "./build.mjs";
import { chromium } from "./chromium.mjs";
import { installIfNeeded } from "./install.mjs";
import { ROOT } from "./paths.mjs";
import { postgres } from "./postgres.mjs";
import { runModule } from "./run.mjs";
import { unhappyTests } from "./unhappy-tests.mjs";

process.chdir(ROOT);
const count = { passed: 0, failed: 0, skipped: 0 };
const notes = [];

await installIfNeeded();
await generate();
const reports = await mkdtemp(join(tmpdir(), "switchback-tests-"));
const browser = await chromium();
const hasPostgres = await postgres();

await check("route types", async () => await runModule("next/dist/bin/next", ["typegen"]) === 0);
await Promise.all([
  check("types", async () => await runModule("typescript/bin/tsc", ["--noEmit", "-p", "."]) === 0),
  check("lint", async () => await runModule("eslint/bin/eslint.js", [".", "--max-warnings", "0"]) === 0),
]);
const built = await check("build", buildIfNeeded);
await suite("unit");
if (!hasPostgres) notes.push("PostgreSQL was not found and could not be installed: the database tests ran on the embedded database alone. Install PostgreSQL 15 or newer, or set TEST_DATABASE_URL.");
await suite("db");
if (!browser) {
  count.failed++;
  notes.push("No Chromium was found and none could be installed, so the browser tests did not run. Install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH.");
} else if (built) await suite("e2e", { CHROMIUM_PATH: browser });
await rm(reports, { recursive: true, force: true });

process.stdout.write(`\n${notes.map((note) => `${note}\n`).join("")}${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1);

/** A step that passes or fails as a whole. */
async function check(name, step) {
  process.stdout.write(`\n== ${name}\n`);
  const held = await step();
  count[held ? "passed" : "failed"]++;
  if (!held) notes.push(`${name}: failed`);
  return held;
}

/** One of Vitest's projects, counted by its own report. A suite that ends badly without a failed test has failed all the same. */
async function suite(name, env = {}) {
  process.stdout.write(`\n== ${name} tests\n`);
  const report = join(reports, `${name}.json`);
  const code = await runModule("vitest/vitest.mjs", ["run", "--project", name, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], { ...env, NODE_ENV: "test" });
  const result = await readFile(report, "utf8").then(JSON.parse, () => null);
  const failed = Math.max(result?.numFailedTests ?? 0, code === 0 ? 0 : 1);
  count.passed += result?.numPassedTests ?? 0;
  count.failed += failed;
  count.skipped += (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
  if (failed > 0) notes.push(`${name} tests: failed`);
  notes.push(...unhappyTests(result));
}
