import { resolve } from "node:path";
import { ABLATION_SHARE } from "@/core/formats/ablation-writer";
import { RELEASE_FORMATS } from "@/core/formats/release-formats";
import { connect } from "../api";
import type { Command } from "../command";
import type { ReleaseFile } from "../download";
import { downloadFile } from "../download";
import { EXIT, Failure, usageFailure } from "../exit";
import { makeFolder } from "../folder";
import { readJsonFile } from "../json-file";
import { listed, readOptions, required, share, wholeNumber } from "../options";
import { GIVE_UP_SECONDS, giveUpSeconds, Patience } from "../patience";
import { readableBytes } from "../size";
import { waitFor } from "../wait";

const usage = `switchback export --project SLUG [--format F,…] [--layer all] [-o DIR]
  --format F,…    ${listed(RELEASE_FORMATS)}; without it jsonl
  --layer LAYER   all (default: every person's work), gold, annotator:HANDLE, imported:SOURCE, dawid-skene
  --filter FILE   a JSON file with the filter of POST …/releases: {"checkpoints": ["step-100"], "correct": true}
  --name NAME     name of the release (default: export and the time)
  --license KEY   licence key of the Hugging Face hub, for the dataset card: cc-by-4.0
  --seed N        of the draws of ablations and of the intervals of analysis (default 0)
  --ablation-share X  share of the steps and digits that ablations change, 0 to 1 (default ${ABLATION_SHARE})
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

/** What a release is frozen with; one that is there has it already. */
const CHOICES = ["format", "layer", "filter", "name", "license", "seed", "ablation-share"] as const;

/** Freezes a release and fetches its files, each checked against the digest that was frozen. */
export const exportRelease: Command = {
  name: "export",
  summary: "freeze a release and fetch its files",
  usage,
  run: async (args, surroundings) => {
    const { values, positionals } = readOptions(args, { text: ["project", "layer", "filter", "name", "license", "seed", "ablation-share", "release", "output", "give-up"], list: ["format"], short: { output: "o" } }, usage);
    if (positionals.length > 0) throw usageFailure(`“${positionals[0]}” is not an option`, usage);
    const slug = required(values.project, "--project", usage);
    const made = CHOICES.filter((each) => (each === "format" ? values.format.length > 0 : values[each] !== undefined));
    if (values.release !== undefined && made.length > 0) throw usageFailure(`a release that is there stays as it is: --release goes without ${made.map((each) => `--${each}`).join(", ")}`, usage);
    const request = {
      name: values.name ?? `export-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`, layer: values.layer ?? "all", formats: values.format.length > 0 ? values.format : ["jsonl"], license: values.license,
      filter: values.filter === undefined ? undefined : await readJsonFile(values.filter, "--filter"), seed: wholeNumber(values.seed, "--seed", usage), ablationShare: share(values["ablation-share"], "--ablation-share", usage),
    };
    const folder = resolve(values.output ?? slug);
    await makeFolder(folder);
    const { terminal, pause } = surroundings;
    const patience = new Patience(giveUpSeconds(values["give-up"], usage), surroundings, values.json);
    const api = connect(surroundings, values.url);
    const releases = `/api/v1/projects/${encodeURIComponent(slug)}/releases`;
    const id = values.release ?? (await api.json<{ id: string }>("POST", releases, request)).id;
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
      await patience.through(() => downloadFile(api, address, file, folder, (bytes) => terminal.progress("Fetching", total === 0 ? 1 : (before + bytes) / total, file.path)))
        .catch((error: unknown) => { throw goesOn(error, id); });
      before += file.size;
    }
    terminal.result({ id, name: release.name, folder, files }, `${files.length} files, ${readableBytes(total)}, in ${folder}; every SHA-256 is right`, values.json);
    return EXIT.done;
  },
};

/** What is frozen stays: the files that are missing can be fetched later. */
const goesOn = (error: unknown, id: string): unknown => (error instanceof Failure && error.exit === EXIT.unreachable ? new Failure(EXIT.unreachable, { ...error.problem, detail: `${error.problem.detail ?? ""} What was fetched is kept: repeat the command with --release ${id}`.trim(), release: id }) : error);
