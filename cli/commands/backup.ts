import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createGunzip } from "node:zlib";
import { BackupCheck } from "@/core/backup/backup-file";
import { backupLines } from "@/core/backup/backup-lines";
import { connect } from "../api";
import type { Command } from "../command";
import { EXIT, Failure, usageFailure } from "../exit";
import { makeFolder } from "../folder";
import { readOptions } from "../options";
import { readableBytes } from "../size";

const usage = `switchback backup DIR
  Writes DIR/switchback-<time>.backup.gz while the server goes on working, and reads it again to see that it is whole. Needs an admin's token.
  Whoever holds the file holds everything: texts, people, hashes of passwords and tokens. Restore it with \`switchback restore\`.`;

/** Fetches a backup; it bears its name only after it was read back whole. */
export const backup: Command = {
  name: "backup",
  summary: "back the whole server up into a folder (admin)",
  usage,
  run: async (args, surroundings) => {
    const { values, positionals: [folder, ...more] } = readOptions(args, {}, usage);
    if (folder === undefined || more.length > 0) throw usageFailure("say into which folder", usage);
    const { terminal } = surroundings;
    const api = connect(surroundings, values.url);
    const directory = resolve(folder);
    await makeFolder(directory);
    const response = await api.send("POST", "/api/v1/admin/backups");
    const path = join(directory, `switchback-${new Date().toISOString().replaceAll(":", "-").slice(0, 19)}.backup.gz`);
    const partial = `${path}.part`;
    const file = await open(partial, "wx", 0o600);
    let bytes = 0;
    try {
      for await (const chunk of response.body ?? []) {
        await file.writeFile(chunk);
        terminal.progress("Backing up", null, readableBytes((bytes += chunk.byteLength)));
      }
      await file.sync();
    } catch (error) {
      await rm(partial, { force: true });
      throw damaged(error instanceof Error ? error.message : String(error));
    } finally {
      await file.close();
    }
    terminal.progress("Reading back", null, readableBytes(bytes));
    const rows = await rowsOf(partial).catch(async (error: unknown) => {
      await rm(partial, { force: true });
      throw error;
    });
    await rename(partial, path);
    terminal.result({ path, bytes, rows }, `${path}: ${rows} rows, ${readableBytes(bytes)}, read back whole`, values.json);
    return EXIT.done;
  },
};

/** @throws Failure when the file is not a whole backup */
async function rowsOf(path: string): Promise<number> {
  const check = new BackupCheck();
  try {
    for await (const line of backupLines(createReadStream(path).pipe(createGunzip()))) {
      const read = check.read(line);
      if (!read.ok) throw damaged(read.error);
    }
  } catch (error) {
    throw error instanceof Failure ? error : damaged(error instanceof Error ? error.message : String(error));
  }
  if (!check.isWhole) throw damaged("its end is missing");
  return check.rows;
}

const damaged = (why: string): Failure => new Failure(EXIT.unreachable, { type: "/problems/backup", title: "The backup did not arrive whole and was thrown away", detail: why });
