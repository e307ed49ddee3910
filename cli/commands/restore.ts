import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "../command";
import { EXIT, Failure, usageFailure } from "../exit";
import { readOptions } from "../options";

const usage = `switchback restore FILE|DIR
  Fills an empty store, offline: SWITCHBACK_DATA names the folder of the embedded one, DATABASE_URL a PostgreSQL (the way from one to the other).
  Of a folder the newest backup is taken. Run it in the clone whose server is to be started afterwards.`;

/** The server's own start does the work, with SWITCHBACK_RESTORE: it knows the store, its lock and its migrations. */
export const restore: Command = {
  name: "restore",
  summary: "fill an empty store from a backup, offline",
  usage,
  run: async (args, { environment, terminal }) => {
    const { values, positionals: [given, ...more] } = readOptions(args, {}, usage);
    if (given === undefined || more.length > 0) throw usageFailure("say which backup", usage);
    const path = await backupAt(resolve(given));
    const start = fileURLToPath(new URL("../scripts/start.mjs", import.meta.url)); // from dist/, where the command is bundled to
    if (!existsSync(start)) throw usageFailure(`there is no Switchback to restore into: ${start} is missing`, usage);
    const server = spawn(process.execPath, [start], { env: { NODE_ENV: "production", ...environment, PORT: "0", SWITCHBACK_RESTORE: path }, stdio: ["ignore", "inherit", "inherit"] });
    const [code] = await once(server, "exit") as [number | null];
    if (code !== 0) throw new Failure(EXIT.rejected, { type: "/problems/restore", title: "Nothing was restored", detail: "The reason stands above." });
    terminal.result({ restored: path }, `${path} is restored. Start the server with the same settings.`, values.json);
    return EXIT.done;
  },
};

async function backupAt(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (!found) throw usageFailure(`${path} is not there`, usage);
  if (!found.isDirectory()) return path;
  const newest = (await readdir(path)).filter((name) => name.endsWith(".backup.gz")).sort().at(-1);
  if (newest === undefined) throw usageFailure(`${path} holds no .backup.gz`, usage);
  return join(path, newest);
}
