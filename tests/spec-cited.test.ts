import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const rules = [...readFileSync("core/SPEC.md", "utf8").matchAll(/^(?:- \*\*)?([A-Z]\d+[a-z]?)(?:\*\*|\. )/gm)].map(([, id]) => id!);
const names = ["core", "data", "jobs", "web", "features", "ui", "cli", "app", "tests"].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".test.ts")).map((path) => readFileSync(join(folder, path), "utf8")))
  .flatMap((source) => [...source.matchAll(/["`]((?:[A-Z]\d+[a-z]?(?:–[A-Z]?\d+)?(?:, )?)+):/g)].map(([, name]) => name!));

/** "H3–H8" names all from H3 to H8. */
const cited = new Set(names.flatMap((name) => [...name.matchAll(/\b([A-Z])(\d+)([a-z]?)(?:–\1?(\d+))?/g)].flatMap(([, letter, from, part, to]) =>
  (to === undefined ? [`${letter}${from}${part}`] : Array.from({ length: Number(to) - Number(from) + 1 }, (_, k) => `${letter}${Number(from) + k}`)))));

test("every rule of SPEC.md is shown by a test that names it, and has its number for itself", () => {
  expect(rules.length).toBeGreaterThan(250);
  expect(rules.filter((rule, at) => rules.indexOf(rule) !== at)).toEqual([]);
  expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
});
