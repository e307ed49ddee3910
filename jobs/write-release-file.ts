import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Database } from "@/data/database";
import { appendChunk, CHUNK_BYTES, completeFile, openFile } from "@/data/stored-files";

/** A stored file with its digest. */
export interface WrittenFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly contentType: string;
}

/** Stores a stream as a file of a release, in whole chunks. One is stored while the next is made; memory holds both. */
export async function writeReleaseFile(db: Database, projectId: string, releaseId: string, { path, contentType }: { readonly path: string; readonly contentType: string }, bytes: AsyncIterable<Uint8Array>): Promise<WrittenFile> {
  const file = await openFile(db, projectId, { kind: "release", id: releaseId }, path, contentType);
  if (file.size > 0) throw new Error(`${path} is there already`);
  const hash = createHash("sha256");
  let checksum = 0;
  let size = 0;
  let stored: Promise<void> = Promise.resolve();
  for await (const chunk of inChunks(bytes)) {
    hash.update(chunk);
    checksum = crc32(chunk, checksum);
    await stored;
    stored = appendChunk(db, projectId, file.id, size, chunk).then((moved) => { if (moved === null) throw new Error(`${path} is written by somebody else`); });
    stored.catch(() => {}); // told when it is awaited
    size += chunk.length;
  }
  await stored;
  const sha256 = hash.digest("hex");
  await completeFile(db, projectId, file.id, sha256, checksum);
  return { path, size, sha256, contentType };
}

/** The same bytes in stored chunks: all but the last are full. */
async function* inChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let filled = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length;) {
      const taken = Math.min(piece.length - at, CHUNK_BYTES - filled);
      chunk.set(piece.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled < CHUNK_BYTES) continue;
      yield chunk;
      chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}
