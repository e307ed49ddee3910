import { stat, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { FORMATS } from "@/core/formats/import-plan";
import type { Api } from "../api";
import { connect } from "../api";
import type { Command, Surroundings } from "../command";
import type { Exit } from "../exit";
import { EXIT, Failure, usageFailure } from "../exit";
import { makeFolder } from "../folder";
import { readJsonFile } from "../json-file";
import { listed, readOptions, required, wholeNumber } from "../options";
import { GIVE_UP_SECONDS, giveUpSeconds, Patience } from "../patience";
import { readableBytes } from "../size";
import { heldFiles, uploadFile } from "../upload";
import { waitFor } from "../wait";

const usage = `switchback import FILE… --project SLUG [--format F] [--dry-run]
  --format F         ${listed(FORMATS, 21)}; without it the format is detected
  --checkpoint NAME  --step N  --name-pattern 'step_(\\d+)'   where checkpoint and step come from
  --mapping FILE     a JSON file that maps fields to dotted paths
  --dry-run          shows what would be imported, and writes nothing
  --rejects FILE     writes the rejected rows as JSONL, to be mended and imported again
  --give-up SECONDS  how long a server that went away is waited for (default ${GIVE_UP_SECONDS})
  --resume ID        goes on with an import that broke off, with the same files
  --json             the report as JSON`;

/** State of an import as the API tells it. */
interface ImportReport {
  readonly id: string;
  readonly state: string;
  readonly read: number;
  readonly created: number;
  readonly duplicates: number;
  readonly repaired: number;
  readonly rejected: number;
  readonly error: string | null;
  /** Bytes read of the files, while it runs. */
  readonly progress: { readonly bytes: number; readonly of: number } | null;
}

/** What the files would become: the first rows, mapped or with the reason why not. */
interface Preview {
  readonly rejected: number;
  readonly files: readonly {
    readonly path: string;
    readonly plan: { readonly format?: string };
    readonly reasons: readonly string[];
    readonly preview: readonly { readonly line: number; readonly reason?: string; readonly record?: Readonly<Record<string, unknown>> }[];
    readonly warnings: readonly { readonly line: number; readonly text: string }[];
  }[];
}

const FINAL = ["done", "failed", "cancelled"];
/** It can still be planned; afterwards it is the server's. */
const OPEN = ["uploading", "planned"];

export const importFiles: Command = {
  name: "import",
  summary: "import traces from files",
  usage,
  run: async (args, surroundings) => {
    const { values, positionals: files } = readOptions(args, {
      text: ["project", "format", "checkpoint", "step", "name-pattern", "mapping", "rejects", "resume", "give-up"], flag: ["dry-run"],
    }, usage);
    const imports = `/api/v1/projects/${encodeURIComponent(required(values.project, "--project", usage))}/imports`;
    if (values.format !== undefined && values.format !== "auto" && !(FORMATS as readonly string[]).includes(values.format)) throw usageFailure(`there is no format “${values.format}”`, usage);
    const sizes = await sizesOf(files);
    const request = {
      format: values.format, checkpoint: values.checkpoint, step: wholeNumber(values.step, "--step", usage), namePattern: values["name-pattern"],
      mapping: values.mapping === undefined ? undefined : await readJsonFile(values.mapping, "--mapping"),
    };
    if (values.rejects !== undefined) await makeFolder(dirname(resolve(values.rejects)));
    const patience = new Patience(giveUpSeconds(values["give-up"], usage), surroundings, values.json);
    const api = connect(surroundings, values.url);
    const id = values.resume ?? (await api.json<{ id: string }>("POST", imports)).id;
    const one = `${imports}/${encodeURIComponent(id)}`;
    if (values.resume === undefined) surroundings.terminal.say(`Should this be interrupted, repeat it with --resume ${id}`);
    await uploadAll(api, one, files, sizes, surroundings.terminal, patience, id);

    const { terminal } = surroundings;
    const begun = await patience.through(() => api.json<ImportReport>("GET", one)).catch((error: unknown) => { throw resumable(error, id); });
    if (OPEN.includes(begun.state)) {
      const preview = await patience.through(() => api.json<Preview>("POST", `${one}/plan`, request)).catch((error: unknown) => { throw resumable(error, id); });
      if (values["dry-run"]) {
        await api.json("POST", `${one}/cancel`);
        terminal.result(preview, preview.files.map(previewText).join("\n\n"), values.json);
        return preview.rejected > 0 ? EXIT.rejected : EXIT.done;
      }
      await patience.through(() => commit(api, one)).catch((error: unknown) => { throw resumable(error, id); });
    }
    const report = await waitFor(
      () => api.json<ImportReport>("GET", one),
      ({ state }) => FINAL.includes(state),
      ({ progress, read, created, rejected }) => terminal.progress("Importing", progress && progress.of > 0 ? progress.bytes / progress.of : null, `${read} rows read, ${created} created, ${rejected} rejected`),
      surroundings.pause, patience,
    ).catch((error: unknown) => { throw goesOn(error, id); });
    if (values.rejects !== undefined && report.rejected > 0) await writeFile(values.rejects, await (await api.send("GET", `${one}/rejects`)).text());
    terminal.result(report, sentence(report), values.json);
    return exitOf(report);
  },
};

/** Begins the import. An answer that was lost may have been a yes: what is no longer open has begun. */
async function commit(api: Api, one: string): Promise<void> {
  if (OPEN.includes((await api.json<ImportReport>("GET", one)).state)) await api.json("POST", `${one}/commit`);
}

/** What arrived stays there, whether the connection broke or the plan was refused. */
const resumable = (error: unknown, id: string): unknown => (error instanceof Failure ? new Failure(error.exit, { ...error.problem, detail: `${error.problem.detail ?? ""} What arrived is kept: repeat the command with --resume ${id}`.trim(), import: id }) : error);

/** The files are all there: the server goes on by itself once it is back. */
const goesOn = (error: unknown, id: string): unknown => (error instanceof Failure && error.exit === EXIT.unreachable ? new Failure(EXIT.unreachable, { ...error.problem, detail: `${error.problem.detail ?? ""} The import itself is the server's and goes on there.`.trim(), import: id }) : error);

async function uploadAll(api: Api, one: string, files: readonly string[], sizes: readonly number[], terminal: Surroundings["terminal"], patience: Patience, id: string): Promise<void> {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const held = await heldFiles(api, one);
  let before = 0;
  for (const [k, file] of files.entries()) {
    await uploadFile(api, one, file, held.find(({ name }) => name === basename(file)), patience, (bytes) =>
      terminal.progress("Uploading", total === 0 ? 1 : (before + bytes) / total, `${readableBytes(before + bytes)} of ${readableBytes(total)}`)).catch((error: unknown) => { throw resumable(error, id); });
    before += sizes[k]!;
  }
}

function previewText({ path, plan, reasons, preview, warnings }: Preview["files"][number]): string {
  const rows = preview.map(({ line, reason, record }) => `  line ${line}: ${record === undefined ? `rejected: ${reason}` : excerpt(record)}`);
  return [`${path}: ${plan.format ?? "unknown format"}${reasons.length > 0 ? ` (${reasons.join("; ")})` : ""}`, ...rows, ...warnings.map(({ line, text }) => `  line ${line}: note: ${text}`)].join("\n");
}

/** The facts of a row and the beginning of each text, on one line; what says nothing is left out. */
const excerpt = (record: Readonly<Record<string, unknown>>): string =>
  Object.entries(record).flatMap(([name, value]) => (isEmpty(value) || (name === "truncated" && value === false) ? [] : [`${name}=${short(typeof value === "string" ? value : JSON.stringify(value))}`])).join(" ");
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === 0 || value === "{}" || (typeof value === "object" && Object.keys(value).length === 0);

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return Array.from(line.slice(0, 200)).length > 40 ? `${Array.from(line.slice(0, 200)).slice(0, 40).join("")}…` : line;
}

async function sizesOf(files: readonly string[]): Promise<number[]> {
  if (files.length === 0) throw usageFailure("no FILE was named", usage);
  const names = files.map((file) => basename(file));
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) throw usageFailure(`two files are called ${twice}; import them one after the other`, usage);
  return Promise.all(files.map(async (file) => {
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) throw usageFailure(`${file} is not a file that can be read`);
    return found.size;
  }));
}

function exitOf({ state, rejected, error }: ImportReport): Exit {
  if (state === "failed") throw new Failure(EXIT.rejected, { type: "/problems/import-failed", title: "The import failed", detail: error ?? "The server gave no reason." });
  return state === "cancelled" || rejected > 0 ? EXIT.rejected : EXIT.done;
}

const sentence = ({ state, read, created, duplicates, repaired, rejected }: ImportReport): string =>
  `${state}: ${read} rows read, ${created} created, ${duplicates} duplicates, ${repaired} repaired, ${rejected} rejected`;
