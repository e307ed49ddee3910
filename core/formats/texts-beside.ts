import type { FormatName, ImportPlan } from "./import-plan";
import type { ReadOptions } from "./read-options";
import { openReader } from "./reader";
import type { SuppliedText, TextSource } from "./supplied-text";
import { namesOf, NO_TEXTS, textsAtHand } from "./supplied-text";

/** Formats whose files may speak of texts that other files or the project hold: they are read after the others. */
const SPEAKING: ReadonlySet<FormatName> = new Set<FormatName>(["w3c", "brat"]);
export const speaksOfOtherTexts = ({ format }: ImportPlan): boolean => SPEAKING.has(format);

/** A file of the same import. */
export interface FileBeside {
  readonly path: string;
  readonly plan: ImportPlan;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** Records of other files that are looked through for an id. */
const MOST_RECORDS = 20_000;

/** The texts of the files beside annotations, read when they are asked for: text files by their names, records of other files by their ids. */
export function textsBeside(files: readonly FileBeside[], options: Partial<ReadOptions>): TextSource {
  const others = files.filter(({ plan }) => !speaksOfOtherTexts(plan));
  const plain = others.filter(({ plan }) => plan.format === "text");
  const limits = { ...options, texts: NO_TEXTS };
  return {
    find: async (addresses) => textsAtHand(await textsIn(others, limits, new Set(addresses.flatMap(namesOf)))).find(addresses),
    sole: async () => (plain.length === 1 ? ((await textsIn(plain, limits, null))[0] ?? null) : null),
  };
}

async function textsIn(files: readonly FileBeside[], options: Partial<ReadOptions>, wanted: ReadonlySet<string> | null): Promise<readonly SuppliedText[]> {
  const texts: SuppliedText[] = [];
  for (const { path, plan, open } of files) {
    const reader = openReader(plan, path);
    if (!reader.ok) continue; // said where the file itself is read
    let looked = 0;
    for await (const row of reader.value(open(), options)) {
      if (++looked > MOST_RECORDS) break;
      if (row.kind === "error" || row.record.externalId === undefined) continue;
      const { externalId: id, prompt, cot, answer } = row.record;
      if (wanted === null || wanted.has(id) || wanted.has(namesOf(id).at(-1)!)) texts.push({ id, prompt, cot, ...(answer === undefined ? {} : { answer }) });
    }
  }
  return texts;
}
