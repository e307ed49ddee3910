import { expect, test } from "vitest";
import { writeCroissant } from "./croissant";
import type { CardFacts } from "./dataset-card";
import { sizeCategory, writeDatasetCard } from "./dataset-card";
import { writeManifest } from "./manifest";

const card: CardFacts = {
  release: {
    name: 'Long CoT "🙂": pilot', version: "1", project: "demo", frozenAt: "2026-11-21T12:00:00.000Z", productVersion: "0.1.0", seed: 7, filters: { model: "demo-a" }, layer: "gold", codebooks: [{ key: "k", version: 1, sha256: "ab" }],
    counts: { traces: 2, annotations: 1, spans: 3, relations: 1, answers: 2 },
    files: [{ path: "data/traces-00000-of-00001.parquet", size: 10, sha256: "cd", contentType: "application/x-parquet", rows: 2 }, { path: "data/spans-00000-of-00001.parquet", size: 20, sha256: "ef", contentType: "application/x-parquet", rows: 3, leftOut: { relations: 1 } }],
  },
  languages: ["en", "zh"], license: "apache-2.0", summary: "A pilot. 🙂", guidelines: [{ title: "k 1", markdown: "# How to label\n\nRead | first. 🙂" }], agreement: [{ what: "verification", coefficient: "α", value: "0.71 [0.60, 0.80]", units: "40 steps" }], limits: ["One | model"],
};

test("F11: the card's head is YAML that names each table with its columns, and the same facts give the same bytes", () => {
  const text = new TextDecoder().decode(writeDatasetCard(card));
  expect(writeDatasetCard(card)).toEqual(writeDatasetCard(structuredClone(card)));
  const head = text.split("---\n")[1]!;
  expect(head).toContain('pretty_name: "Long CoT \\"🙂\\": pilot"\nlanguage:\n- "en"\n- "zh"\nlicense: "apache-2.0"\nannotations_creators:\n- "expert-generated"');
  expect(head).toContain("configs:\n- config_name: traces\n  default: true\n  data_files:\n  - split: train\n    path: data/traces-*.parquet\n- config_name: spans\n");
  expect(head).toContain("  - name: start_utf16\n    dtype: int32\n");
  expect(head).toContain("  splits:\n  - name: train\n    num_bytes: 20\n    num_examples: 3\n");
  expect(text).toContain("| verification | α | 0.71 [0.60, 0.80] | 40 steps |");
  expect(text).toContain("- One | model");
  expect([999, 1000, 99_999, 1e6].map(sizeCategory)).toEqual(["n<1K", "1K<n<10K", "10K<n<100K", "1M<n<10M"]);
});

test("F11: who made the annotations follows from the layer: people, an estimate, or what came with a file", () => {
  const creatorsOf = (layer: string) => /annotations_creators:\n- "([a-z-]+)"/.exec(new TextDecoder().decode(writeDatasetCard({ ...card, release: { ...card.release, layer } })))?.[1];
  expect(["all", "annotator:a1", "gold", "imported:processbench", "dawid-skene"].map(creatorsOf)).toEqual(["expert-generated", "expert-generated", "expert-generated", "found", "machine-generated"]);
});

test("F11: a release without Parquet points at its lines, and one without either shows nothing", () => {
  const headOf = (paths: readonly string[]) => new TextDecoder().decode(writeDatasetCard({ ...card, release: { ...card.release, files: paths.map((path) => ({ path, size: 1, sha256: "00", contentType: "x" })) } })).split("---\n")[1]!;
  expect(headOf(["traces.jsonl", "spans.csv"])).toContain("configs:\n- config_name: traces\n  default: true\n  data_files:\n  - split: train\n    path: traces.jsonl\n");
  expect(headOf(["traces.jsonl"])).not.toContain("dataset_info");
  expect(headOf(["doccano.jsonl"])).toMatch(/viewer: false\n$/);
});

test("F11: Croissant names every file with its hash, reads each table's columns from its file, and says licence and version as it must", () => {
  type Croissant = { version?: string; license: string; inLanguage?: string[]; distribution: { "@id": string; sha256: string; encodingFormat: string }[]; recordSet: { field: { source: { fileObject: { "@id": string } } }[] }[] };
  const croissantOf = (over: Partial<CardFacts>, version = "1"): Croissant => JSON.parse(new TextDecoder().decode(writeCroissant({ ...card, ...over, release: { ...card.release, version } }))) as Croissant;
  const croissant = croissantOf({});
  expect(croissant.distribution.map((file) => [file["@id"], file.sha256])).toEqual([["data/traces-00000-of-00001.parquet", "cd"], ["data/spans-00000-of-00001.parquet", "ef"]]);
  expect(croissant.recordSet.map(({ field }) => [...new Set(field.map(({ source }) => source.fileObject["@id"]))])).toEqual([["data/traces-00000-of-00001.parquet"], ["data/spans-00000-of-00001.parquet"]]);
  expect(["1", "2.3", "2.3.4", "v2", "pilot 🙂", "1.2.3.4"].map((version) => croissantOf({}, version).version)).toEqual(["1.0.0", "2.3.0", "2.3.4", "2.0.0", undefined, undefined]);
  expect(["apache-2.0", "cc-by-nc-sa-4.0", "cc0-1.0", "other"].map((license) => croissantOf({ license }).license)).toEqual(["https://spdx.org/licenses/Apache-2.0.html", "https://spdx.org/licenses/CC-BY-NC-SA-4.0.html", "https://spdx.org/licenses/CC0-1.0.html", "other"]);
  expect(croissantOf({ languages: [] }).inLanguage).toBeUndefined();
});

test("F11: the manifest says the unit, what was left out, and lists files by path whatever their order", () => {
  const text = new TextDecoder().decode(writeManifest(card.release));
  expect(JSON.parse(text)).toMatchObject({ offset_unit: "codepoint", layer: "gold", files: [{ path: "data/spans-00000-of-00001.parquet", left_out: { relations: 1 } }, { path: "data/traces-00000-of-00001.parquet" }] });
  expect(writeManifest({ ...card.release, files: [...card.release.files].reverse() })).toEqual(writeManifest(card.release));
});
