import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { Api } from "./api";
import type { Surroundings } from "./command";
import { EXIT, Failure } from "./exit";

/** What the server holds of one file of an import. */
export interface HeldFile {
  readonly name: string;
  readonly size: number;
  readonly complete: boolean;
}

const PART_BYTES = 8 * 1024 * 1024;
const MAX_BREAKS = 8;

/** Sends a file in parts, each at the offset where the server says it stands; a connection that breaks is taken up again from there.
 *  Memory: one part. Calls `progressed` with the bytes that the server holds. */
export async function uploadFile(
  api: Api, importPath: string, file: string, held: HeldFile | undefined, pause: Surroundings["pause"], progressed: (bytes: number) => void,
): Promise<void> {
  if (held?.complete) return progressed(held.size);
  const name = basename(file);
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    let offset = held?.size ?? 0;
    if (offset > size) throw new Failure(EXIT.usage, { type: "/problems/other-file", title: `${name} is shorter than what the server holds of it`, detail: "Start the import anew, without --resume." });
    const part = Buffer.allocUnsafe(Math.min(PART_BYTES, Math.max(1, size)));
    let breaks = 0;
    for (let complete = false; !complete;) {
      const { bytesRead } = await handle.read(part, 0, part.length, offset);
      const last = offset + bytesRead >= size;
      try {
        const answer = await api.send("PATCH", importPath, {
          body: part.subarray(0, bytesRead),
          headers: { "content-type": "application/offset+octet-stream", "upload-name": encodeURIComponent(name), "upload-offset": String(offset), ...(last ? { "upload-complete": "?1" } : {}) },
          accept: [409],
        });
        offset = await offsetOf(answer);
        complete = answer.ok && last;
        breaks = 0;
      } catch (error) {
        // The part may or may not have arrived: ask, instead of guessing.
        if (!(error instanceof Failure) || error.exit !== EXIT.unreachable || ++breaks > MAX_BREAKS) throw error;
        await pause(250 * 2 ** breaks);
        offset = (await heldFiles(api, importPath).catch(() => null))?.find((each) => each.name === name)?.size ?? offset;
      }
      progressed(offset);
    }
  } finally {
    await handle.close();
  }
}

export async function heldFiles(api: Api, importPath: string): Promise<readonly HeldFile[]> {
  return (await api.json<{ files: readonly HeldFile[] }>("GET", importPath)).files;
}

async function offsetOf(answer: Response): Promise<number> {
  const body: unknown = await answer.json();
  const stated = answer.headers.get("upload-offset") ?? (typeof body === "object" && body !== null && "offset" in body ? String(body.offset) : "");
  if (!/^\d+$/.test(stated)) throw new Failure(EXIT.unreachable, { type: "/problems/no-offset", title: "The server did not say how far the upload is" });
  return Number(stated);
}
