import type { LabelModel, StepPosterior } from "@/core/agreement/step-posteriors";
import type { Pass } from "@/core/annotation/annotation";
import { PASSES } from "@/core/annotation/annotation";
import { csvText } from "@/core/formats/csv-text";
import type { CodebookVersion } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { finishedWork } from "@/data/finished-work";
import { traceNames } from "@/data/trace-cursor";
import { offThread } from "./worker/off-thread";

/** A posterior with the name that files give its trace. */
export type NamedPosterior = StepPosterior & { readonly id: string; readonly pass: Pass };

export interface PosteriorLayer {
  readonly models: readonly (LabelModel & { readonly pass: Pass })[];
  /** In release order: by trace id in byte order, then pass, step and label. */
  readonly rows: readonly NamedPosterior[];
}

/** Said wherever the layer is written (contract.md, Dawid–Skene layer). */
export const NO_SPANS = "posteriors of steps; the layer has no boundaries, attributes or relations";

/** The Dawid–Skene layer of a project under one codebook version, over all finished annotators (work made with suggestions shown and copies of equal texts left out).
 *  @param among only these traces are told; the estimation uses all */
export async function posteriorLayer(db: Database, projectId: string, codebook: CodebookVersion, { passes = PASSES, roundId, among }: { readonly passes?: readonly Pass[]; readonly roundId?: string | undefined; readonly among?: ReadonlySet<string> } = {}): Promise<PosteriorLayer> {
  const models: PosteriorLayer["models"][number][] = [];
  const rows: NamedPosterior[] = [];
  for (const pass of passes) {
    const labels = codebook.body.labels.filter((label) => label.pass === pass).map(({ key }) => key);
    const { traces } = await finishedWork(db, projectId, { pass, codebookId: codebook.id, roundId, least: 1 });
    const found = await offThread("dawidSkene", { traces, labels });
    models.push(...found.models.map((model) => ({ ...model, pass })));
    const told = among ? found.rows.filter(({ trace }) => among.has(trace)) : found.rows;
    const names = await traceNames(db, projectId, [...new Set(told.map(({ trace }) => trace))]);
    for (const row of told) rows.push({ ...row, pass, id: names.get(row.trace) ?? row.trace });
  }
  const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return { models, rows: rows.sort((a, b) => (a.trace === b.trace ? byBytes(a.pass, b.pass) || a.step - b.step || byBytes(a.label, b.label) : byBytes(a.id, b.id) || byBytes(a.trace, b.trace))) };
}

const LINES_AT_ONCE = 2000;

/** The table as CSV (RFC 4180): one line a step and label, offsets in code points. */
export async function* posteriorsCsv(rows: readonly NamedPosterior[]): AsyncGenerator<Uint8Array> {
  yield* inParts(["id,pass,field,step,start,end,label,posterior,annotators,marked\r\n"], rows, (row) => `${csvText(row.id)},${row.pass},${row.field},${row.step},${row.start},${row.end},${csvText(row.label)},${row.posterior},${row.annotators},${row.marked}\r\n`);
}

/** The same as JSON lines, keys as in files. */
export async function* posteriorsJsonl(rows: readonly NamedPosterior[]): AsyncGenerator<Uint8Array> {
  yield* inParts([], rows, ({ id, pass, field, step, start, end, label, posterior, annotators, marked }) => `${JSON.stringify({ id, pass, field, step, start, end, label, posterior, annotators, marked })}\n`);
}

async function* inParts<Row>(head: readonly string[], rows: readonly Row[], line: (row: Row) => string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  if (head.length > 0) yield encoder.encode(head.join(""));
  for (let at = 0; at < rows.length; at += LINES_AT_ONCE) {
    await Promise.resolve();
    yield encoder.encode(rows.slice(at, at + LINES_AT_ONCE).map(line).join(""));
  }
}
