import { expect, test } from "vitest";
import { fileAddress } from "./file-address";
import { scriptLines } from "./script-lines";

const file = (path: string) => ({ path, sha256: "00" });
const base = `http://127.0.0.1:3000${fileAddress("demo 🙂", "id", "")}`;

test("P6: a release is fetched and loaded by lines that fit its files", () => {
  const all = scriptLines(["manifest.json", "traces.jsonl", "data/traces-00000-of-00001.parquet", "data/spans-00000-of-00001.parquet"].map(file), base);
  expect(all.map(({ name }) => name)).toEqual(["curl", "archive", "check", "datasets", "pandas", "json"]);
  expect(all[0]!.text).toContain(`-o traces.jsonl "http://127.0.0.1:3000/api/v1/projects/demo%20%F0%9F%99%82/releases/id/files/traces.jsonl"`);
  expect(all[1]!.text).toContain("/releases/id/archive");
  expect(scriptLines(["brat.zip", "manifest.json"].map(file), base).map(({ name }) => name)).toEqual(["curl", "archive", "check"]);
  expect(scriptLines(["manifest.json", "brat.zip"].map(file), base)[0]!.text).toContain("-o brat.zip");
});
