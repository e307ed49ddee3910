import { createReadStream, existsSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { zipSync } from "fflate";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { repairText } from "../text/canonical";
import { offsetMap, sliceRange } from "../text/offset";
import { byteChunks } from "./byte-chunks";
import { collect } from "./collect.fixture";
import { detectFormat } from "./detect";
import { openReader } from "./reader";
import { textsAtHand } from "./supplied-text";
import type { ImportedTrace, ReadRow } from "./trace-record";

const SHARED = join("..", "shared", "data");
const present = existsSync(SHARED);

/** What detection alone makes of each real file: path, format, traces, row errors, spans, and why rows were refused. Nothing is chosen by hand. */
const TABLE: readonly (readonly [path: string, format: string, traces: number, errors: number, spans: number, why?: string])[] = [
  ["raw-cot/misguided-attention/output_queries_QwQ-32b.json", "json", 159, 0, 0],
  ["raw-cot/misguided-attention/output_queries_QwQ4B.json", "json", 65, 0, 0],
  ["raw-cot/misguided-attention/output_queries_mm3.json", "json", 156, 0, 0],
  ["raw-cot/misguided-attention/output_queries_r10528.json", "json", 156, 0, 0],
  ["raw-cot/misguided-attention/output_queries_r1_lite.json", "json", 39, 0, 0],
  ["raw-cot/misguided-attention/output_queries_son_thk4k.json", "json", 156, 0, 0],
  ["raw-cot/misguided-attention/detailed_evaluations_QwQ-32b.json", "json", 0, 3, 0, "judgements of answers, no prompt and no generation"],
  ["raw-cot/misguided-attention/detailed_evaluations_mm3.json", "json", 0, 3, 0, "judgements of answers, no prompt and no generation"],
  ["raw-cot/misguided-attention/detailed_evaluations_r10528.json", "json", 0, 3, 0, "judgements of answers, no prompt and no generation"],
  ["raw-cot/misguided-attention/detailed_evaluations_son_thk4k.json", "json", 0, 1, 0, "judgements of answers by question, no prompt and no generation"],
  ["raw-cot/reasoning-gym/easy__anthropic_claude-sonnet-4__games__countdown.json", "json", 150, 0, 0],
  ["raw-cot/reasoning-gym/easy__anthropic_claude-sonnet-4__games__puzzle24.json", "json", 150, 0, 0],
  ["raw-cot/reasoning-gym/easy__deepseek_deepseek-r1__games__emoji_mystery.json", "json", 75, 75, 0, "the generation is empty"],
  ["raw-cot/reasoning-gym/easy__meta-llama_llama-4-scout__algorithmic__letter_jumble.json", "json", 50, 0, 0],
  ["raw-cot/reasoning-gym/easy__qwen_qwq-32b__games__emoji_mystery.json", "json", 11, 139, 0, "the generation is empty"],
  ["checkpoints/cognitive-behaviors-aggregates/qwen_results.csv", "csv", 0, 280, 0, "rates per step, no texts"],
  ["checkpoints/illusion-of-reasoning-grpo/first_change.jsonl", "jsonl", 0, 70, 0, "no generation"],
  ["checkpoints/reasoning-gym-llama3b-rl/step_400_amc23_results.json", "json", 2000, 0, 0],
  ["checkpoints/reasoning-gym-llama3b-rl/step_800_amc23_results.json", "json", 2000, 0, 0],
  ["checkpoints/reasoning-gym-qwen3b-base-vs-rl/base_aime24.jsonl", "jsonl", 30, 0, 0],
  ["checkpoints/reasoning-gym-qwen3b-base-vs-rl/rlft_aime24.jsonl", "jsonl", 30, 0, 0],
  ["checkpoints/reasoning-gym-qwen3b-base-vs-rl/base_amc23.jsonl", "jsonl", 40, 0, 0],
  ["checkpoints/reasoning-gym-qwen3b-base-vs-rl/rlft_amc23.jsonl", "jsonl", 40, 0, 0],
  ["chinese/evalscope-iquiz/qwen3-max_predictions_iquiz_EQ.jsonl", "jsonl", 10, 0, 0],
  ["chinese/evalscope-iquiz/qwen3-max_predictions_iquiz_IQ.jsonl", "jsonl", 10, 0, 0],
  ["chinese/evalscope-iquiz/qwen3-max_reviews_iquiz_EQ.jsonl", "jsonl", 10, 0, 0],
  ["chinese/evalscope-iquiz/qwen3-max_reviews_iquiz_IQ.jsonl", "jsonl", 10, 0, 0],
  ["chinese/grpo-gsm8k-demo/reasoning_trace.md", "transcript", 18, 1, 0, "the first block begins in the middle: no question"],
  ["long/imo25/run_logs__solution_02_agent_08.log", "imo25-log", 15, 0, 0],
  ["long/imo25/run_logs_gpt5__solution_p1_gpt5.log", "imo25-log", 11, 0, 0],
  ["labelled/big-bench-mistake/logical_deduction.jsonl", "big-bench-mistake", 300, 0, 294],
  ["labelled/big-bench-mistake/multistep_arithmetic.jsonl", "big-bench-mistake", 300, 0, 238],
  ["labelled/deepseek-math-v2/CMO2024.jsonl", "deepseek-math", 6, 0, 0],
  ["labelled/deepseek-math-v2/IMO2025.jsonl", "deepseek-math", 6, 0, 0],
  ["labelled/deepseek-math-v2/Putnam2024.jsonl", "deepseek-math", 12, 0, 0],
  ["labelled/mr-gsm8k/Claude_eval_results.json", "mr-gsm8k", 326, 0, 326],
  ["labelled/prmbench/prm800k_test_4o_clean_to_be_annotate.jsonl", "prmbench", 103, 3, 385, "steps are labelled that are not there"],
  ["labelled/prmbench/prm_testp12_qwq_annotations.jsonl", "prmbench", 100, 0, 0],
  ["annotation-formats/doccano/relation_extraction/example.jsonl", "doccano", 1, 0, 4],
  ["annotation-formats/doccano/sequence_labeling/example.jsonl", "doccano", 2, 1, 1, "one record has no text"],
  ["annotation-formats/doccano/sequence_labeling/example_overlapping.jsonl", "doccano", 1, 0, 2],
  ["annotation-formats/doccano/example.txt", "text", 1, 0, 0, "a text without a task"],
  ["annotation-formats/doccano/example.utf16.csv", "csv", 0, 3, 0, "texts and their classes: no prompt; UTF-16 by its mark"],
  ["annotation-formats/doccano/valid_labels.json", "json", 0, 2, 0, "labels, no texts"],
  ["annotation-formats/doccano/sequence_labeling/example.conll", "csv", 0, 3, 0, "tokens in columns: CoNLL is written, not read"],
  ["annotation-formats/doccano/sequence_labeling/labeling.invalid.conll", "csv", 0, 19, 0, "tokens in columns, damaged on purpose"],
  ["annotation-formats/prodigy/annotated_news_headlines-ORG-PERSON-LOCATION-ner.jsonl", "prodigy", 373, 0, 303],
  ["annotation-formats/label-studio/frontend-examples/named_entity/annotations/1.json", "label-studio", 1, 0, 1],
  ["annotation-formats/label-studio/frontend-examples/named_entity/tasks.json", "label-studio", 1, 0, 1, "a prediction of model 1"],
  ["annotation-formats/label-studio/frontend-examples/references/tasks.json", "label-studio", 2, 0, 0],
  ["annotation-formats/label-studio/frontend-examples/references/annotations/1.json", "label-studio", 1, 0, 0],
  ["annotation-formats/label-studio/frontend-examples/dialogue_analysis/tasks.json", "label-studio", 1, 0, 0, "a rating, no spans; the text is HTML and stays as it is"],
  ["annotation-formats/label-studio/frontend-examples/dialogue_analysis/annotations/1.json", "label-studio", 1, 0, 0, "a rating, no spans"],
  ["annotation-formats/label-studio/frontend-examples/phrases/tasks.json", "json", 0, 5, 0, "a dialogue, no text"],
  ["annotation-formats/label-studio/frontend-examples/rich_text_plain/tasks.json", "label-studio", 0, 1, 0, "its spans are off by the width of a tag: moved only where re-anchoring is accepted"],
  ["annotation-formats/label-studio/frontend-examples/rich_text_plain/annotations/1.json", "label-studio", 0, 1, 0, "its span quotes another task's text"],
  ["annotation-formats/label-studio/frontend-examples/phrases/annotations/1.json", "label-studio", 0, 1, 0, "a dialogue, no text"],
  ["annotation-formats/label-studio/sdk-tests/test_export_csv/csv_test.json", "label-studio", 2, 0, 0, "texts beside images; boxes are no spans"],
  ["annotation-formats/label-studio/sdk-tests/test_export_json_min/data.json", "label-studio", 0, 1, 0, "images"],
  ["annotation-formats/w3c-web-annotation/annotations.w3c.json", "w3c", 0, 2, 0, "two texts that are elsewhere on the web, each one row"],
  ["annotation-formats/inception/annotations.w3c.json", "w3c", 0, 1, 0, "the text is neither in the file nor named"],
  ["annotation-formats/inception/project-export-curated_3_6_1.zip", "brat", 2, 0, 0, "a whole project: its texts come in; its annotations are zips of CAS inside, each to be taken out and read as UIMA XMI"],
  ...["testAnnotationWithLeadingWhitespace", "testCrossSentenceSpanWithFeatureValue", "testMultiTokenStackedSpanWithFeatureValue", "testSentenceWithEmoji", "testSentenceWithLineBreak", "testSentenceWithTab", "testSimpleChain", "testSimpleSlotFeature"]
    .flatMap((name) => ([["tsv", "webanno-tsv"], ["xmi", "uima-xmi"]] as const).map(([ending, format]) => [`annotation-formats/inception/tsv3-suite/${name}/reference.${ending}`, format, 1, 0, name.startsWith("testSimple") ? 3 : name.startsWith("testMulti") ? 2 : 1] as const)),
];

async function read(path: string): Promise<{ format: string; rows: ReadRow[] }> {
  const open = () => createReadStream(join(SHARED, path));
  const { plan } = await detectFormat(open, basename(path));
  const reader = openReader(plan, basename(path));
  if (!reader.ok) throw new Error(reader.error.reason);
  return { format: plan.format, rows: await collect(reader.value(open())) };
}

const recordsOf = (rows: readonly ReadRow[]): ImportedTrace[] => rows.flatMap((row) => (row.kind === "record" ? [row.record] : []));

function expectSound(traces: readonly ImportedTrace[]): void {
  for (const trace of traces) {
    expect(repairText(trace.cot + trace.prompt).repairs).toBe(0);
    if (trace.knownSteps) expect(trace.knownSteps.at(-1)).toBe(offsetMap(trace.cot).length);
    for (const { spans } of trace.annotations ?? []) for (const span of spans) expect(sliceRange(offsetMap(String(trace[span.field] ?? "")), span)).toBe(span.quote);
  }
}

test.skipIf(!present).each(TABLE)("F12: %s is %s: %i traces, %i errors, %i spans", async (path, format, traces, errors, spans) => {
  const { format: found, rows } = await read(String(path));
  const records = recordsOf(rows);
  expect({ format: found, traces: records.length, errors: rows.length - records.length, spans: records.reduce((sum, trace) => sum + (trace.annotations ?? []).reduce((inner, annotation) => inner + annotation.spans.length, 0), 0) }).toEqual({ format, traces, errors, spans });
  expectSound(records);
}, 60_000);

/** What is no record of anything: where files come from, their licences, and how Label Studio's screens are laid out. */
const NO_DATA = /^(PROVENANCE\.md|LICENSES\/|.*\/(label_)?config\.xml$)/;
/** Whole folders that have a test of their own (F13, F14). */
const FOLDERS = /^(checkpoints\/illusion-of-reasoning-(grpo|sft)\/.*_step|annotation-formats\/brat\/NCBI-disease\/)/;

test.skipIf(!present)("F12: every file that is there stands in the table or in a folder with a test of its own", () => {
  const named = new Set(TABLE.map(([path]) => path));
  const files = readdirSync(SHARED, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => relative(SHARED, join(parentPath, name)));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((path) => !named.has(path) && !NO_DATA.test(path) && !FOLDERS.test(path))).toEqual([]);
  expect(TABLE.filter(([,, traces, errors, , why]) => errors > 0 && traces === 0 && why === undefined)).toEqual([]);
});

test.skipIf(!present).each(["grpo", "sft"])("F13: the %s series: every file whole, model and step from its name", async (series) => {
  const folder = `checkpoints/illusion-of-reasoning-${series}`;
  const files = readdirSync(join(SHARED, folder)).filter((name) => name.includes("_step"));
  expect(files.length).toBe(series === "grpo" ? 19 : 6);
  for (const name of files) {
    const { rows } = await read(`${folder}/${name}`);
    const traces = recordsOf(rows);
    const step = Number(/step_?0*(\d+)/.exec(name)![1]);
    expect([rows.length, new Set(traces.map((trace) => trace.checkpoint?.step)), new Set(traces.map((trace) => trace.model))]).toEqual([series === "grpo" ? 70 : 40, new Set([step]), new Set([`Qwen2.5-1.5B-Instruct-${series.toUpperCase()}`])]);
    for (const trace of traces) {
      expect(typeof trace.correct).toBe("boolean");
      // GRPO: the printed chat is cut off, its original kept. SFT: the text stays whole, with template and echo excluded from its first character on.
      if (series === "grpo") expect([trace.cot.startsWith("system\n"), trace.excluded, (trace.source ?? "").includes("system\\n")]).toEqual([false, [], true]);
      else if (trace.excluded.length > 0) expect(trace.excluded[0]).toMatchObject({ field: "cot", start: 0, reason: "prompt_echo" });
    }
    expectSound(traces);
  }
}, 120_000);

/** Files that hold annotations alone, with the text beside them that has each of their quotes where it says: as two files of one import. One quote of each file is shorter than the range that the file gives it: refused, unless re-anchoring is accepted. */
const BESIDE: readonly (readonly [path: string, traces: number, errors: number, spans: number, relations: number, reanchor: boolean, why?: string])[] = [
  ["annotation-formats/w3c-web-annotation/annotations.w3c.json", 0, 1, 0, 0, false, "quote-elsewhere"],
  ["annotation-formats/w3c-web-annotation/annotations.w3c.json", 1, 0, 5, 0, true],
  ["annotation-formats/inception/annotations.w3c.json", 0, 1, 0, 0, false, "quote-elsewhere"],
  ["annotation-formats/inception/annotations.w3c.json", 1, 0, 4, 1, true],
];

test.skipIf(!present).each(BESIDE.map(([path, traces, errors, spans, relations, reanchor, why]) => ({ path, traces, errors, spans, relations, reanchor, why })))("F30: $path beside its text: $traces traces, $errors errors, $spans spans, $relations relations", async ({ path, traces, errors, spans, relations, reanchor, why }) => {
  const characters = Array.from({ length: 2000 }, (_, at): string => (at % 7 === 0 ? "🙂" : "·"));
  const selectors = (JSON.parse(readFileSync(join(SHARED, path), "utf8")) as { target: unknown }[]).flatMap(({ target }) => [target].flat() as { selector?: { exact?: string; start?: number }[] }[]).flatMap(({ selector }) => (selector ? [selector] : []));
  for (const selector of selectors) for (const [at, character] of Array.from(selector.find(({ exact }) => exact)!.exact!).entries()) characters[selector.find(({ start }) => start)!.start! + at] = character;
  const text = characters.join("");
  const open = () => createReadStream(join(SHARED, path));
  const { plan } = await detectFormat(open, basename(path));
  const reader = openReader({ ...plan, reanchor }, basename(path));
  const rows = reader.ok ? await collect(reader.value(open(), { texts: textsAtHand([{ id: "odyssey.txt", prompt: "", cot: text }]) })) : [];
  const records = recordsOf(rows);
  const annotations = records.flatMap((trace) => trace.annotations ?? []);
  expect([records.length, rows.length - records.length, annotations.flatMap((one) => one.spans).length, annotations.flatMap((one) => one.relations).length]).toEqual([traces, errors, spans, relations]);
  expect(rows.flatMap((row) => (row.kind === "error" ? [row.code] : []))).toEqual(why === undefined ? [] : [why]);
  for (const record of records) expect([record.externalId, record.cot === text, record.warnings.filter(({ code }) => code === "moved").length]).toEqual(["odyssey.txt", true, 1]);
  expectSound(records);
});

test.skipIf(!present)("F14: brat pairs in a zip: every span's quote is its slice", async () => {
  const folder = join(SHARED, "annotation-formats", "brat", "NCBI-disease");
  const files = readdirSync(folder);
  const spans = files.filter((name) => name.endsWith(".ann")).reduce((sum, name) => sum + readFileSync(join(folder, name), "utf8").split("\n").filter((line) => line.startsWith("T")).length, 0);
  const archive = zipSync(Object.fromEntries(files.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))])));
  const { plan } = await detectFormat(() => byteChunks(archive), "ncbi.zip");
  const reader = openReader(plan, "ncbi.zip");
  const traces = reader.ok ? recordsOf(await collect(reader.value(byteChunks(archive)))) : [];
  expect([plan.format, traces.length, traces.reduce((sum, trace) => sum + trace.annotations![0]!.spans.length, 0)]).toEqual(["brat", 10, spans]);
  expectSound(traces);
});
