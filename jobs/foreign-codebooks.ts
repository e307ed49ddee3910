import type { Codebook } from "@/core/codebook/codebook";
import { presetByKey } from "@/core/codebook/presets";
import type { FormatName } from "@/core/formats/import-plan";
import { codebookOfLabels, usedLabels } from "@/core/formats/imported-codebook";
import type { ReadRow } from "@/core/formats/trace-record";
import { codebooks, ensureCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import type { KnownCodebooks } from "./recreate-annotations";

/** Formats whose rows bring no labels of other tools: they need not be read twice. */
const OWN: ReadonlySet<FormatName> = new Set<FormatName>(["native", "jsonl", "json", "csv", "tsv", "parquet"]);

export const bringsForeignLabels = (format: FormatName): boolean => !OWN.has(format);

/** Codebooks for what another tool's file uses: a preset where the labels are its own, else one made of the labels. A version of the project that holds all of them is used again;
 *  otherwise a new version is made. Foreign files call their codebook version 1, whatever number it gets here. */
export async function withForeignCodebooks(db: Database, projectId: string, rows: AsyncIterable<ReadRow>, known: KnownCodebooks, now: Date): Promise<KnownCodebooks> {
  const all = new Map(known);
  for (const [key, used] of await usedLabels(rows)) {
    const wanted = presetByKey(key) ?? codebookOfLabels(key, used);
    const versions = (await codebooks(db, projectId)).filter((version) => version.key === key);
    const fitting = versions.find(({ status, body }) => status === "published" && covers(body, wanted));
    const number = Math.max(0, ...versions.map(({ version }) => version)) + 1;
    const made = fitting ?? (await ensureCodebook(db, projectId, { key, version: number, body: wanted }, now));
    if (made === "conflict") throw new Error(`another import made codebook "${key}" version ${number} at the same time: import the file again`);
    all.set(`${key} 1`, { id: made.id, body: fitting?.body ?? wanted });
  }
  return all;
}

/** Whether everything that `wanted` allows is allowed by `held`. */
function covers(held: Codebook, wanted: Codebook): boolean {
  const labels = new Map(held.labels.map((label) => [label.key, label]));
  return wanted.labels.every(({ key, attributes }) => attributes.every((attribute) => {
      const values = new Set(labels.get(key)?.attributes.find((one) => one.key === attribute.key)?.values.map(({ value }) => value));
      return attribute.values.every(({ value }) => values.has(value));
    }) && labels.has(key))
    && wanted.relations.every(({ key, from }) => { const type = held.relations.find((one) => one.key === key); return type && from.every((label) => type.from.includes(label)); })
    && wanted.questions.every((question) => held.questions.some((one) => one.key === question.key && JSON.stringify(one) === JSON.stringify(question)));
}
