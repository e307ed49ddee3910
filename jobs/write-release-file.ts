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

/** Stores a stream as a file of a release, in whole chunks; memory holds one. */
export async function writeReleaseFile(db: Database, projectId: string, releaseId: string, { path, contentType }: { readonly path: string; readonly contentType: string }, bytes: AsyncIterable<Uint8Array>): Promise<WrittenFile> {
  const file = await openFile(db, projectId, { kind: "release", id: releaseId }, path, contentType);
  if (file.size > 0) throw new Error(`${path} is there already`);
  const hash = createHash("sha256");
  let checksum = 0;
  let size = 0;
  let waiting: Uint8Array[] = [];
  let length = 0;
  const store = async (): Promise<void> => {
    const joined = Buffer.concat(waiting, length);
    hash.update(joined);
    checksum = crc32(joined, checksum);
    const moved = await appendBytes(db, projectId, file.id, size, joined);
    if (moved === null) throw new Error(`${path} is written by somebody else`);
    size = moved;
    waiting = [];
    length = 0;
  };
  for await (const piece of bytes) {
    waiting.push(piece);
    length += piece.length;
    if (length >= CHUNK_BYTES) await store();
  }
  if (length > 0) await store();
  const sha256 = hash.digest("hex");
  await completeFile(db, projectId, file.id, sha256, checksum);
  return { path, size, sha256, contentType };
}
