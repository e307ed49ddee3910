import type { ReleaseFacts } from "./manifest";
import { RELEASE_TABLES } from "./release-tables";

/** What a dataset card says beside the release's own facts. */
export interface CardFacts {
  readonly release: ReleaseFacts;
  /** BCP 47 primary tags as found in the traces, e.g. ["en", "zh"]. */
  readonly languages: readonly string[];
  /** A Hugging Face licence key ("apache-2.0", "other"). */
  readonly license: string;
  readonly summary: string;
  /** Markdown, as annotators saw it; one entry a codebook version. */
  readonly guidelines: readonly { readonly title: string; readonly markdown: string }[];
  /** Rows of the agreement table: what, coefficient, value with its interval, units. */
  readonly agreement: readonly { readonly what: string; readonly coefficient: string; readonly value: string; readonly units: string }[];
  readonly limits: readonly string[];
}

/** README.md of a release: a Hugging Face dataset card whose YAML head names the Parquet tables as configurations. */
export function writeDatasetCard(card: CardFacts): Uint8Array {
  const { release } = card;
  const tables = RELEASE_TABLES.filter(({ name }) => release.files.some(({ path }) => path.startsWith(`data/${name}-`)));
  const head = [
    `pretty_name: ${yaml(release.name)}`, ...list("language", card.languages), `license: ${yaml(card.license)}`,
    ...list("annotations_creators", [release.layer === "dawid-skene" ? "machine-generated" : release.layer.startsWith("imported:") ? "found" : "expert-generated"]),
    ...list("task_categories", ["token-classification", "text-classification"]), ...list("size_categories", [sizeCategory(release.counts.traces)]), ...list("tags", ["reasoning", "chain-of-thought", "annotation"]),
    ...(tables.length === 0 ? withoutTables(release) : ["configs:"]), ...tables.flatMap(({ name }, index) => [`- config_name: ${name}`, ...(index === 0 ? ["  default: true"] : []), "  data_files:", "  - split: train", `    path: data/${name}-*.parquet`]),
    ...(tables.length > 0 ? ["dataset_info:"] : []), ...tables.flatMap(({ name, columns }) => {
      const files = release.files.filter(({ path }) => path.startsWith(`data/${name}-`));
      return [`- config_name: ${name}`, "  features:", ...columns.flatMap((column) => [`  - name: ${column.name}`, `    dtype: ${DTYPES[column.type]}`]), "  splits:", "  - name: train", `    num_bytes: ${sum(files.map(({ size }) => size))}`, `    num_examples: ${sum(files.map(({ rows }) => rows ?? 0))}`];
    }),
  ];
  const body = [
    `# ${oneLine(release.name)}`, card.summary,
    "## What is in it", `Layer: \`${release.layer}\`. Release ${oneLine(release.version)}, frozen ${release.frozenAt}, made by Switchback ${release.productVersion}.`,
    table(["what", "count"], Object.entries(release.counts).map(([what, count]) => [what, String(count)])),
    "Offsets are Unicode code points, half-open; `start_utf16` and `end_utf16` count UTF-16 units. Each quote is exactly its slice of the text. Texts are as they were imported.",
    "## Files", table(["file", "rows", "bytes", "SHA-256"], release.files.map(({ path, rows, size, sha256 }) => [`\`${path}\``, rows === undefined ? "" : String(rows), String(size), `\`${sha256}\``])),
    ...(card.agreement.length > 0 ? ["## Agreement", table(["what", "coefficient", "value", "units"], card.agreement.map(({ what, coefficient, value, units }) => [what, coefficient, value, units]))] : []),
    "## Known limits", ...(card.limits.length > 0 ? [card.limits.map((limit) => `- ${oneLine(limit)}`).join("\n")] : ["None were recorded."]),
    ...(card.guidelines.length > 0 ? ["## Guidelines", ...card.guidelines.flatMap(({ title, markdown }) => [`### ${oneLine(title)}`, markdown.replaceAll(/^(#{1,3}) /gm, "###$1 ")])] : []),
  ];
  return new TextEncoder().encode(`---\n${head.join("\n")}\n---\n\n${body.join("\n\n")}\n`);
}

/** Without Parquet the lines are what the hub loads; without those there is nothing that it could show. */
const withoutTables = ({ files }: ReleaseFacts): readonly string[] => (files.some(({ path }) => path === "traces.jsonl")
  ? ["configs:", "- config_name: traces", "  default: true", "  data_files:", "  - split: train", "    path: traces.jsonl"] : ["viewer: false"]);

const DTYPES = { STRING: "string", INT32: "int32", INT64: "int64", DOUBLE: "float64", BOOLEAN: "bool" } as const;

/** The size classes of the Hugging Face hub. */
export function sizeCategory(rows: number): string {
  const steps = [[1e3, "n<1K"], [1e4, "1K<n<10K"], [1e5, "10K<n<100K"], [1e6, "100K<n<1M"], [1e7, "1M<n<10M"], [1e8, "10M<n<100M"]] as const;
  return steps.find(([limit]) => rows < limit)?.[1] ?? "100M<n<1B";
}

/** A YAML double-quoted scalar: JSON strings are that. */
const yaml = (text: string): string => JSON.stringify(text);
const list = (key: string, items: readonly string[]): readonly string[] => (items.length > 0 ? [`${key}:`, ...items.map((item) => `- ${yaml(item)}`)] : []);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map((cell) => oneLine(cell).replaceAll("|", "\\|")).join(" | ")} |`).join("\n");
