import { expect, test } from "vitest";
import { byteSize } from "@/ui/byte-size";
import { withFreeNames } from "./upload";

test("two files of one name are told apart, the others keep theirs", () => {
  const names = (files: readonly File[], taken: readonly string[]) => withFreeNames(files, taken).map(({ name }) => name);
  expect(names([new File(["a"], "step 🙂.jsonl"), new File(["b"], "step 🙂.jsonl"), new File(["c"], "c")], ["c"])).toEqual(["step 🙂.jsonl", "step 🙂 (2).jsonl", "c (2)"]);
});

test("sizes are said in powers of 1000", () => {
  expect([0, 999, 1000, 1234, 99_960, 999_499, 999_600, 34_000_000, 5e15].map(byteSize)).toEqual(["0 B", "999 B", "1 kB", "1.2 kB", "100 kB", "999 kB", "1 MB", "34 MB", "5000 TB"]);
});
