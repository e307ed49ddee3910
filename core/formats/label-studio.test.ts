import { expect, test } from "vitest";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { planFor } from "./import-plan";
import { openReader } from "./reader";

const region = (value: object) => ({ id: "a", type: "labels", from_name: "l", to_name: "t", value: { labels: ["result"], ...value } });

async function read(result: readonly object[]) {
  const reader = openReader(planFor("label-studio"), "tasks.json");
  if (!reader.ok) throw new Error(reader.error.reason);
  const [row] = await collect(reader.value(byteChunks(JSON.stringify([{ id: 5, data: { text: "🙂 So 7." }, annotations: [{ result }] }]), 40)));
  return row!.kind === "record" ? [row!.record.annotations?.[0]?.spans.map(({ quote }) => quote), row!.record.warnings.filter(({ code }) => code !== "offsets-read")] : row!.code;
}

test("F5: a region whose place is no number refuses its task; a numeral is a number", async () => {
  expect(await read([region({ start: "2", end: "7", text: "So 7." })])).toEqual([["So 7."], []]);
  for (const value of [{ start: "two", end: 7 }, { start: null, end: null }, { end: 7 }, {}, { start: 2.5, end: 7 }]) expect(await read([region(value)])).toBe("span-outside");
  expect(await read([region({ start: "two", end: 7, text: "So 7." })])).toBe("quote-outside");
});

test("F5: a region placed by XPath, or in a turn of a dialogue, refuses its task", async () => {
  expect(await read([region({ start: "0", end: "0", startOffset: 2, endOffset: 7 })])).toBe("xpath");
});

test("F5: what is said of one region alone, or is nothing that can be held, is left out and counted", async () => {
  const perRegion = { id: "a", type: "choices", from_name: "sure", to_name: "t", value: { start: 2, end: 7, choices: ["very"] } };
  expect(await read([region({ start: 2, end: 7, text: "So 7." }), perRegion, { type: "odd", value: { x: 1 } }, { type: "odd" }])).toEqual([["So 7."], [{ code: "results-left-out", params: { count: 3 } }]]);
});
