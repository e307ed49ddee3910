import { expect, test } from "vitest";
import { PackedTexts } from "./packed-texts";

const decoded = (views: readonly (Uint8Array | undefined)[]): (string | undefined)[] => views.map((view) => view && new TextDecoder().decode(view));

test("packed texts come back in order, with gaps and empty ones, and the buffer begins anew", () => {
  const packed = new PackedTexts();
  const texts = ["", "🙂 one", undefined, "二".repeat(100_000), "", "last 🙂"];
  for (const text of texts) packed.push(text);
  expect(decoded(packed.take())).toEqual(texts);
  expect(packed.take()).toEqual([]);
  packed.push("again");
  expect(decoded(packed.take())).toEqual(["again"]);
});
