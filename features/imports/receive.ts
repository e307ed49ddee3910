import { createHash } from "node:crypto";
import type { Database } from "@/data/database";
import { appendBytes, CHUNK_BYTES, completeFile, openFile } from "@/data/stored-files";
import type { StoredFile } from "@/data/stored-files";
import type { Result } from "@/core/result";
import { fail, succeed } from "@/core/result";

/** Where the bytes of an upload go. */
export interface Destination {
  readonly db: Database;
  readonly projectId: string;
  readonly importId: string;
  /** Bytes that this import may still take in. */
  readonly room: number;
}

/** Why an upload was not taken in; `held` is how many bytes of the file are stored. */
export type UploadRefusal = { readonly kind: "upload-offset"; readonly held: number } | { readonly kind: "too-large"; readonly held: number };

/** A name as it is kept: of a path only what follows the first slash can collide, so all of it stays; never used as a path on any disk. */
export const keptName = (given: string | undefined): string => (given ?? "").replaceAll(/[\p{Cc}\p{Cs}]/gu, "\ufffd").slice(0, 500) || "upload";

/** Appends a stream to a file of an import, in chunks; memory holds one. What arrived before the stream broke is kept, and the next part goes on there.
 *  @param offset where the part begins; undefined: a new file, all of it */
export async function receive({ db, projectId, importId, room }: Destination, name: string, stream: AsyncIterable<Uint8Array>, { offset, last }: { readonly offset?: number; readonly last: boolean }): Promise<Result<StoredFile, UploadRefusal>> {
  const file = await openFile(db, projectId, { kind: "import", id: importId }, name, "application/octet-stream");
  if (file.size !== (offset ?? 0) || file.complete) return fail({ kind: "upload-offset", held: file.size });
  const hash = createHash("sha256");
  let size = file.size;
  let taken = 0;
  let waiting: Uint8Array[] = [];
  let length = 0;
  const store = async (): Promise<boolean> => {
    if (length === 0) return true;
    const bytes = Buffer.concat(waiting, length);
    const moved = await appendBytes(db, projectId, file.id, size, bytes);
    if (moved === null) return false;
    hash.update(bytes);
    size = moved;
    waiting = [];
    length = 0;
    return true;
  };
  try {
    for await (const chunk of stream) {
      taken += chunk.length;
      if (taken > room) return fail({ kind: "too-large", held: size });
      waiting.push(chunk);
      length += chunk.length;
      if (length >= CHUNK_BYTES && !(await store())) return fail({ kind: "upload-offset", held: size });
    }
  } catch (error) {
    await store(); // the connection broke: what arrived need not be sent again
    throw error;
  }
  if (!(await store())) return fail({ kind: "upload-offset", held: size });
  // Only a file that came in one piece was hashed from its first byte.
  if (last) await completeFile(db, projectId, file.id, (offset ?? 0) === 0 ? hash.digest("hex") : null);
  return succeed({ ...file, size, complete: last });
}
