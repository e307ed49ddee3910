import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { unhappyTests } from "./unhappy-tests.mjs";

const ROOT = resolve(import.meta.dirname, "..");

/** What Vitest reports of a folder of tests. */
async function reportOf(folder: string, files: Readonly<Record<string, string>>): Promise<unknown> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const run = spawn(process.execPath, [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--root", folder, "--reporter=json", "--outputFile.json=report.json"], { stdio: "ignore", env: { ...process.env, VITEST: undefined } });
  await new Promise((resolve) => run.on("exit", resolve));
  return JSON.parse(await readFile(join(folder, "report.json"), "utf8"));
}

test("the end of the output names what failed, what could not be read and what took a second try, and nothing else", async () => {
  const folder = await mkdtemp(join(ROOT, "node_modules/.unhappy-"));
  try {
    const report = await reportOf(folder, {
      "vitest.config.ts": "export default { test: { include: ['*.test.ts'], watch: false } };",
      "a.test.ts": `import { expect, test } from "vitest";
        let tries = 0;
        test("calm 🙂", () => expect(1).toBe(1));
        test("late 🙂", { retry: 1 }, () => expect(++tries).toBe(2));
        test("broken 🙂", () => expect("one").toBe("two"));
        test.skip("left out", () => {});`,
      "b.test.ts": `throw new Error("no such page 🙂");`,
    });
    const lines = unhappyTests(report).sort();
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^ {2}failed: .*a\.test\.ts: broken 🙂: AssertionError: expected 'one' to be 'two'/);
    expect(lines[1]).toMatch(/^ {2}failed: .*b\.test\.ts: .*no such page 🙂/);
    expect(lines[2]).toMatch(/^ {2}second try: .*a\.test\.ts: late 🙂: AssertionError: expected 1 to be 2/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  expect(unhappyTests(null)).toEqual([]);
});
