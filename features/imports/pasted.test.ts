import fc from "fast-check";
import { expect, test } from "vitest";
import { pastedFiles, pastedText } from "./pasted";

const lines = fc.array(fc.constantFrom("a", "🙂", "\r\n", "\n", "\r", " ", "{\"prompt\":\"p\"}"), { minLength: 1 }).map((parts) => parts.join("")).filter((text) => /\S/.test(text));

test("P3: what is pasted is what was copied, line ends included; what was typed after it counts as it stands", async () => {
  await fc.assert(fc.asyncProperty(lines, async (copied) => {
    const field = copied.replaceAll(/\r\n?/g, "\n");
    expect(await pastedText(field, copied)!.text()).toBe(copied);
    expect(await pastedText(`${field}!`, copied)!.text()).toBe(`${field}!`);
    expect(await pastedText(field, "")!.text()).toBe(field);
    const [onPage] = pastedFiles({ files: [] as unknown as FileList, getData: () => copied });
    expect(await onPage!.text()).toBe(copied);
  }));
});

test("P3: nothing but spaces is nothing; files on the clipboard come before its text", () => {
  expect(pastedText(" \n", " \r\n")).toBeNull();
  expect(pastedFiles({ files: [] as unknown as FileList, getData: () => " \n " })).toEqual([]);
  const file = new File(["x 🙂"], "a.jsonl");
  expect(pastedFiles({ files: [file] as unknown as FileList, getData: () => "a.jsonl" })).toEqual([file]);
});
