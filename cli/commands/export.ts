import { mkdir, readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { connect } from "../api";
import type { Command } from "../command";
import type { ReleaseFile } from "../download";
import { downloadFile } from "../download";
import { EXIT, Failure, usageFailure } from "../exit";
import { readOptions, required } from "../options";
import { GIVE_UP_SECONDS, giveUpSeconds, Patience } from "../patience";
import { readableBytes } from "../size";
import { waitFor } from "../wait";

const usage = `switchback export --project SLUG [--format F,…] [--layer all] [-o DIR]
  --format F,…    jsonl, csv, parquet … (default jsonl)
  --layer LAYER   all (default), gold, annotator:<handle>, …
  --name NAME     name of the release (default: export and the time)
  --release ID    fetches a release that is there already
  --give-up SECONDS  how long a server that went away is waited for (default ${GIVE_UP_SECONDS})
  -o DIR          folder to write to (default: the project's slug); what is there and matches is not fetched again
  --json          the files as JSON`;

interface Release {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly error: string | null;
  readonly files: readonly ReleaseFile[];
}

/** Freezes a release and fetches its files, each checked against the digest that was frozen. */
export const exportRelease: Command = {
  name: "export",
  summary: "freeze a release and fetch its files",
  usage,
  run: async (args, surroundings) => {
    const { values, positionals } = readOptions(args, { text: ["project", "layer", "name", "release", "output", "give-up"], list: ["format"], short: { output: "o" } }, usage);
    if (positionals.length > 0) throw usageFailure(`“${positionals[0]}” is not an option`, usage);
    const slug = required(values.project, "--project", usage);
    const folder = resolve(values.output ?? slug);
    await makeFolder(folder);
    const { terminal, pause } = surroundings;
    const patience = new Patience(giveUpSeconds(values["give-up"], usage), surroundings, values.json);
    const api = connect(surroundings, values.url);
    const releases = `/api/v1/projects/${encodeURIComponent(slug)}/releases`;
    const name = values.name ?? `export-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
    const id = values.release ?? (await api.json<{ id: string }>("POST", releases, { name, layer: values.layer ?? "all", formats: values.format.length > 0 ? values.format : ["jsonl"] })).id;
    const one = `${releases}/${encodeURIComponent(id)}`;
    const release = await waitFor(
      () => api.json<Release>("GET", one),
      ({ state }) => state !== "building",
      ({ state }) => terminal.progress("Building", null, state),
      pause, patience,
    ).catch((error: unknown) => { throw goesOn(error, id); });
    if (release.state !== "frozen") {
      throw new Failure(EXIT.rejected, { type: "/problems/release-failed", title: `The release is ${release.state}`, detail: release.error ?? "" });
    }
    const { files } = release;
    const total = files.reduce((sum, { size }) => sum + size, 0);
    let before = 0;
    for (const file of files) {
      const address = `${one}/files/${file.path.split("/").map(encodeURIComponent).join("/")}`;
      for (let there = false; !there;) {
        try {
          await downloadFile(api, address, file, folder, (bytes) => terminal.progress("Fetching", total === 0 ? 1 : (before + bytes) / total, file.path));
          patience.answered();
          there = true;
        } catch (error) {
          await patience.again(error).catch((last: unknown) => { throw goesOn(last, id); });
        }
      }
      before += file.size;
    }
    terminal.result({ id, name: release.name, folder, files }, `${files.length} files, ${readableBytes(total)}, in ${folder}; every SHA-256 is right`, values.json);
    return EXIT.done;
  },
};

/** What is frozen stays: the files that are missing can be fetched later. */
const goesOn = (error: unknown, id: string): unknown => (error instanceof Failure && error.exit === EXIT.unreachable ? new Failure(EXIT.unreachable, { ...error.problem, detail: `${error.problem.detail ?? ""} What was fetched is kept: repeat the command with --release ${id}`.trim(), release: id }) : error);

/** The folder is made; a file in its place is a usage mistake that is better said before a release is frozen. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await readdir(folder);
  } catch (error) {
    throw usageFailure(`${folder} cannot be written to: ${error instanceof Error ? error.message : String(error)}`);
  }
}
