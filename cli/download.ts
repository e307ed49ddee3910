import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import type { Api } from "./api";
import { EXIT, Failure } from "./exit";

/** One file of a frozen release. */
export interface ReleaseFile {
  readonly path: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** Writes a release file below a folder, and keeps it only when its SHA-256 is the one that was frozen. A file that is there already and matches is not fetched again.
 *  @returns whether it was fetched @throws Failure when the digest differs, or the path leaves the folder */
export async function downloadFile(api: Api, address: string, file: ReleaseFile, folder: string, progressed: (bytes: number) => void): Promise<boolean> {
  const target = resolve(folder, file.path);
  const inside = relative(folder, target);
  if (inside === "" || inside.startsWith("..") || isAbsolute(inside)) {
    throw new Failure(EXIT.rejected, { type: "/problems/path", title: "The release names a file outside the folder", detail: file.path });
  }
  if ((await digestOf(target)) === file.sha256) {
    progressed(file.size);
    return false;
  }
  await mkdir(dirname(target), { recursive: true });
  const partial = `${target}.part`;
  const digest = await fetchTo(api, address, partial, progressed);
  if (digest !== file.sha256) {
    await rm(partial, { force: true });
    throw new Failure(EXIT.rejected, { type: "/problems/digest", title: `${file.path} arrived damaged and was thrown away`, detail: `SHA-256 is ${digest}; the release says ${file.sha256}` });
  }
  await rename(partial, target);
  return true;
}

async function fetchTo(api: Api, address: string, partial: string, progressed: (bytes: number) => void): Promise<string> {
  const response = await api.send("GET", address);
  const hash = createHash("sha256");
  const handle = await open(partial, "w");
  try {
    let bytes = 0;
    for await (const chunk of unlessBroken(response.body)) {
      hash.update(chunk);
      await handle.write(chunk);
      progressed((bytes += chunk.byteLength));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return hash.digest("hex");
}

/** A connection that breaks in the middle is a server that cannot be reached. */
async function* unlessBroken(body: AsyncIterable<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? [];
  } catch (error) {
    throw new Failure(EXIT.unreachable, { type: "/problems/unreachable", title: "The connection broke in the middle of a file", detail: error instanceof Error ? error.message : String(error) });
  }
}

async function digestOf(file: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  } catch {
    return null; // not there, or not readable: it is fetched
  }
  return hash.digest("hex");
}
