import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { Api } from "./api";
import type { Problem } from "./exit";
import { EXIT, Failure } from "./exit";
import type { Patience } from "./patience";

/** What the server holds of one file of an import. */
export interface HeldFile {
  readonly name: string;
  readonly size: number;
  readonly complete: boolean;
}

const PART_BYTES = 8 * 1024 * 1024;
/** Parts that may be refused one after the other because of their offset. */
const MAX_REFUSED = 8;

/** Sends a file in parts, each at the offset where the server says it stands; a connection that breaks is taken up again from there.
 *  Memory: one part. Calls `progressed` with the bytes that the server holds. */
export async function uploadFile(
  api: Api, importPath: string, file: string, before: HeldFile | undefined, patience: Patience, progressed: (bytes: number) => void,
): Promise<void> {
  if (before?.complete) return progressed(before.size);
  const name = basename(file);
  const held = async (): Promise<Pick<HeldFile, "size" | "complete">> => (await heldFiles(api, importPath)).find((each) => each.name === name) ?? { size: 0, complete: false };
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    let offset = before?.size ?? 0;
    if (offset > size) throw new Failure(EXIT.usage, { type: "/problems/other-file", title: `${name} is shorter than what the server holds of it`, detail: "Start the import anew, without --resume." });
    const part = Buffer.allocUnsafe(Math.min(PART_BYTES, Math.max(1, size)));
    let refused = 0;
    for (let complete = false; !complete;) {
      const { bytesRead } = await handle.read(part, 0, part.length, offset);
      const last = offset + bytesRead >= size;
      try {
        const answer = await api.send("PATCH", importPath, {
          body: part.subarray(0, bytesRead),
          headers: { "content-type": "application/octet-stream", "upload-name": encodeURIComponent(name), "upload-offset": String(offset), ...(last ? { "upload-complete": "?1" } : {}) },
          accept: [409],
        });
        offset = await offsetOf(answer);
        complete = answer.ok && last;
        patience.answered();
        if (answer.ok) refused = 0;
        else if (++refused > MAX_REFUSED) throw new Failure(EXIT.unreachable, { type: "/problems/upload-offset", title: `The server does not agree on how far ${name} is` });
        else complete = (await held()).complete;
      } catch (error) {
        // The part may or may not have arrived: ask, instead of guessing.
        await patience.again(error);
        const now = await held().catch(() => ({ size: offset, complete: false }));
        offset = now.size;
        complete = now.complete;
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

/** Bytes that the server holds after a part; a refusal that is not about the offset ends the command. */
async function offsetOf(answer: Response): Promise<number> {
  const body = (await answer.json()) as Problem & { readonly offset?: unknown };
  const stated = answer.headers.get("upload-offset") ?? String(body.offset ?? "");
  if (/^\d+$/.test(stated)) return Number(stated);
  if (!answer.ok) throw new Failure(EXIT.usage, body);
  throw new Failure(EXIT.unreachable, { type: "/problems/no-offset", title: "The server did not say how far the upload is" });
}
