import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { byteChunks } from "@/core/formats/byte-chunks";
import { collect } from "@/core/formats/collect.fixture";
import { detectFormat } from "@/core/formats/detect";
import { openReader } from "@/core/formats/reader";

/** A pair dropped into tests/golden/<format>/ is a test: `name.in.<ext>` is read by the plan that detection makes, and `name.out.json` holds the rows. `name.plan.json`, where there, overrules parts of the plan. */
const ROOT = join("tests", "golden");
const cases = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "writers")
  .flatMap(({ name: format }) => readdirSync(join(ROOT, format)).filter((file) => /\.in\./.test(file)).map((file) => ({ format, file, name: file.split(".in.")[0]! })));

test("F2: golden pairs were found", () => { expect(cases.length).toBeGreaterThan(15); });

test.each(cases)("F2: $format/$file", async ({ format, file, name }) => {
  const folder = join(ROOT, format);
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  const open = () => byteChunks(bytes, 11);
  const { plan } = await detectFormat(open, file.replace(".in.", "."));
  const overruled = readdirSync(folder).includes(`${name}.plan.json`) ? { ...plan, ...JSON.parse(readFileSync(join(folder, `${name}.plan.json`), "utf8")) } : plan;
  expect(overruled.format).toBe(format);
  const reader = openReader(overruled, file.replace(".in.", "."));
  if (!reader.ok) throw new Error(reader.error.reason);
  await expect(`${JSON.stringify(await collect(reader.value(open())), null, 1)}\n`).toMatchFileSnapshot(`./${format}/${name}.out.json`);
});
