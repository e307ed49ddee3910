import { detectFormat, type Detection } from "@/core/formats/detect";
import type { ImportPlan } from "@/core/formats/import-plan";
import { openReader } from "@/core/formats/reader";
import type { Said } from "@/core/formats/said";
import { seenInRows } from "@/core/formats/seen-in-rows";
import type { SuppliedText, TextSource } from "@/core/formats/supplied-text";
import { firstOf, NO_TEXTS } from "@/core/formats/supplied-text";
import { textsBeside } from "@/core/formats/texts-beside";
import type { ReadRow } from "@/core/formats/trace-record";
import { call } from "@/web/browser-call";

/** Rows that a dry run shows. */
export const ROWS_SHOWN = 12;
/** Rows looked through for one that can be read, where none of the first can. */
const ROWS_TRIED = 2_000;
const PIECE = 1 << 18;
const ADDRESSES_AT_ONCE = 50;

/** What a plan makes of a file's first rows. No row leaves the browser for it. */
export type DryRun =
  | { readonly kind: "rows"; readonly rows: readonly ReadRow[]; /** There are more rows than shown. */ readonly more: boolean; /** How many of them are the file's first; one behind them stands further on, where none of those can be read. */ readonly first: number; /** What the rows show of the generation. */ readonly seen: readonly Said[] }
  | { readonly kind: "refused"; readonly reason: string };

/** What lies beside a file: the other files that were chosen, and the project, which is asked for texts by their addresses alone. */
export interface Surroundings {
  readonly beside: readonly { readonly file: File; readonly plan: ImportPlan }[];
  /** Slug of the project; null asks none. */
  readonly project: string | null;
}

export const ALONE: Surroundings = { beside: [], project: null };

/** A file's bytes from the start, in pieces. */
export async function* fileChunks(file: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE) yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
}

export const detect = (file: File): Promise<Detection> => detectFormat(() => fileChunks(file), file.name);

/** Reads the first rows by the plan, with the code that the server runs; where none of them can be read, the first further on that can as well. */
export async function dryRun(file: File, plan: ImportPlan, { beside, project }: Surroundings = ALONE): Promise<DryRun> {
  const reader = openReader(plan, file.name);
  if (!reader.ok) return { kind: "refused", reason: reader.error.reason };
  const near = textsBeside(beside.map((one) => ({ path: one.file.name, plan: one.plan, open: () => fileChunks(one.file) })), {});
  const rows: ReadRow[] = [];
  let [tried, readable] = [0, false];
  for await (const row of reader.value(fileChunks(file), { texts: firstOf(near, project === null ? NO_TEXTS : textsOf(project)) })) {
    if (++tried > ROWS_SHOWN) {
      if (readable || tried > ROWS_TRIED) return shown(rows, true);
      if (row.kind !== "record") continue;
    }
    readable ||= row.kind === "record";
    rows.push(row);
  }
  return shown(rows, tried > rows.length);
}

const shown = (rows: readonly ReadRow[], more: boolean): DryRun => ({ kind: "rows", rows, more, first: Math.min(rows.length, ROWS_SHOWN), seen: seenInRows(rows) });

/** Texts of a project, asked over its API. One that cannot be had is not there: the import itself will look again. */
const textsOf = (project: string): TextSource => ({
  find: async (addresses) => {
    const found = new Map<string, SuppliedText[]>();
    for (let at = 0; at < addresses.length; at += ADDRESSES_AT_ONCE) {
      const answer = await call<{ items: readonly { address: string; text: SuppliedText }[] }>("POST", `/api/v1/projects/${project}/imports/texts`, { addresses: addresses.slice(at, at + ADDRESSES_AT_ONCE) });
      for (const { address, text } of answer.ok ? answer.value.items : []) found.set(address, [...(found.get(address) ?? []), text]);
    }
    return found;
  },
  sole: () => Promise.resolve(null),
});
