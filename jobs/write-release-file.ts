import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Database } from "@/data/database";
import { appendBytes, CHUNK_BYTES, completeFile, openFile } from "@/data/stored-files";

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
    stored = appendBytes(db, projectId, file.id, size, chunk).then((moved) => { if (moved === null) throw new Error(`${path} is written by somebody else`); });
    stored.catch(() => {}); // told when it is awaited
    size += chunk.length;
  }
  await stored;
  const sha256 = hash.digest("hex");
  await completeFile(db, projectId, file.id, sha256, checksum);
  return { path, size, sha256, contentType };
}

/** The same bytes in pieces of a stored chunk or a little more. */
async function* inChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    waiting.push(piece);
    length += piece.length;
    if (length < CHUNK_BYTES) continue;
    yield Buffer.concat(waiting, length);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(waiting, length);
}
