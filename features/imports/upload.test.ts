import { afterEach, expect, test, vi } from "vitest";
import { byteSize } from "@/ui/byte-size";
import { planFor } from "@/core/formats/import-plan";
import { uploadAndCommit, withFreeNames } from "./upload";

afterEach(() => { vi.unstubAllGlobals(); });

test.each(["PATCH", "plan", "commit"])("an upload that is stopped at %s is cancelled on the server too", async (at) => {
  const stop = new AbortController();
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string, { method, signal }: RequestInit) => {
    const what = method === "PATCH" ? "PATCH" : address.split("/").at(-1)!;
    asked.push(what);
    if (what === at) stop.abort();
    if (signal?.aborted) throw new DOMException("aborted", "AbortError");
    return Response.json({ id: "i1" });
  });
  const answer = await uploadAndCommit("demo", [{ file: new File(["🙂"], "a 🙂.jsonl"), plan: planFor("jsonl") }], () => {}, stop.signal);
  expect([answer.ok, asked.at(-1), asked.filter((what) => what === "cancel").length]).toEqual([false, "cancel", 1]);
});

test("an upload that nobody stops is not cancelled", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string) => { asked.push(address.split("/").at(-1)!); return Response.json({ id: "i1" }); });
  expect(await uploadAndCommit("demo", [{ file: new File(["🙂"], "a 🙂.jsonl"), plan: planFor("jsonl") }], () => {}, new AbortController().signal)).toEqual({ ok: true, value: "i1" });
  expect(asked).toEqual(["imports", "i1", "plan", "commit"]);
});

test("two files of one name are told apart, the others keep theirs", () => {
  const names = (files: readonly File[], taken: readonly string[]) => withFreeNames(files, taken).map(({ name }) => name);
  expect(names([new File(["a"], "step 🙂.jsonl"), new File(["b"], "step 🙂.jsonl"), new File(["c"], "c")], ["c"])).toEqual(["step 🙂.jsonl", "step 🙂 (2).jsonl", "c (2)"]);
});

test("sizes are said in powers of 1000", () => {
  expect([0, 999, 1000, 1234, 99_960, 999_499, 999_600, 34_000_000, 5e15].map(byteSize)).toEqual(["0 B", "999 B", "1 kB", "1.2 kB", "100 kB", "999 kB", "1 MB", "34 MB", "5000 TB"]);
});
