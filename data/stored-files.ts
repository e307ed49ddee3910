import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import type { Database, Queryable } from "./database";
import { newId } from "./id";

export type FileOwner = "import" | "release";

/** A file kept in the database in chunks, so that any instance can serve it. */
export interface StoredFile {
  readonly id: string;
  readonly path: string;
  readonly contentType: string;
  /** Bytes held so far. */
  readonly size: number;
  /** Nothing more is appended. */
  readonly complete: boolean;
  /** Lower-case hexadecimal, of a complete file where it was computed on the way. */
  readonly sha256: string | null;
  /** CRC-32 of a release's file. */
  readonly crc32: number | null;
}

/** The largest chunk, in bytes. */
export const CHUNK_BYTES = 1_000_000;

/** A new empty file, or the one of that path that is there already. */
export async function openFile(db: Queryable, projectId: string, owner: { readonly kind: FileOwner; readonly id: string }, path: string, contentType: string): Promise<StoredFile> {
  await db.query(
    `INSERT INTO "stored_file" ("project_id", "id", "owner_kind", "owner_id", "path", "content_type") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [projectId, newId(), owner.kind, owner.id, path, contentType]);
  const file = await fileAt(db, projectId, owner, path);
  if (!file) throw new Error(`the file ${path} vanished while it was opened`);
  return file;
}

/** Appends at `offset`, which must be the size so far: a part that was sent twice, or by two at once, is written once. Answers the new size, or null when the offset is another. */
export const appendBytes = (db: Database, projectId: string, fileId: string, offset: number, bytes: Uint8Array): Promise<number | null> =>
  db.transaction(async (within) => {
    const size = await grow(within, projectId, fileId, offset, bytes.length);
    if (size === null) return null;
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) await insertChunk(within, projectId, fileId, offset + start, asBuffer(bytes).subarray(start, start + CHUNK_BYTES), false);
    return size;
  });

/** The same for a file of our own making, of one chunk or less: text is packed on the way, in a thread of its own. A crash may take the chunk back, until the file is completed. */
export async function appendChunk(db: Database, projectId: string, fileId: string, offset: number, bytes: Uint8Array): Promise<number | null> {
  const tight = await pack(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  const packed = tight.length < WORTH_PACKING * bytes.length;
  return db.transaction(async (within) => {
    const size = await grow(within, projectId, fileId, offset, bytes.length);
    if (size !== null) await insertChunk(within, projectId, fileId, offset, packed ? tight : asBuffer(bytes), packed);
    return size;
  }, { lasting: false });
}

const pack = promisify(brotliCompress);
const unpack = promisify(brotliDecompress);
/** Parquet and zip files hardly shrink, and are read faster as they are. */
const WORTH_PACKING = 0.9;

/** The new size, or null when the file has another. */
async function grow(within: Queryable, projectId: string, fileId: string, offset: number, by: number): Promise<number | null> {
  const [moved] = await within.query<{ size: number }>(
    `UPDATE "stored_file" SET "size" = "size" + $4::bigint WHERE "project_id" = $1 AND "id" = $2 AND "size" = $3::bigint AND NOT "complete" RETURNING "size"`, [projectId, fileId, offset, by]);
  return moved?.size ?? null;
}

const insertChunk = (within: Queryable, projectId: string, fileId: string, start: number, bytes: Buffer, packed: boolean): Promise<unknown> =>
  within.query('INSERT INTO "stored_chunk" ("project_id", "file_id", "start", "bytes", "packed") VALUES ($1, $2, $3::bigint, $4::bytea, $5::boolean)', [projectId, fileId, start, bytes, packed]);

export const completeFile = async (db: Queryable, projectId: string, fileId: string, sha256: string | null, crc32: number | null = null): Promise<void> => {
  await db.query('UPDATE "stored_file" SET "complete" = true, "sha256" = $3, "crc32" = $4::bigint WHERE "project_id" = $1 AND "id" = $2', [projectId, fileId, sha256, crc32]);
};

/** The bytes from an offset on, chunk by chunk. The next is fetched while one is used; memory holds both. */
export async function* readFile(db: Queryable, projectId: string, fileId: string, from = 0): AsyncGenerator<Uint8Array> {
  let position = from;
  let ahead = chunkFrom(db, projectId, fileId, position);
  for (;;) {
    const bytes = await ahead;
    if (bytes.length === 0) return;
    position += bytes.length;
    ahead = chunkFrom(db, projectId, fileId, position);
    ahead.catch(() => {}); // told when its turn comes
    yield bytes;
  }
}

/** What is left of the chunk that holds a position; nothing at the file's end. */
async function chunkFrom(db: Queryable, projectId: string, fileId: string, position: number): Promise<Uint8Array> {
  const [chunk] = await db.query<{ start: number; bytes: string; packed: boolean }>(
    `SELECT "start", encode("bytes", 'base64') AS bytes, "packed" FROM "stored_chunk" WHERE "project_id" = $1 AND "file_id" = $2 AND "start" > $3::bigint AND "start" <= $4::bigint ORDER BY "start" DESC LIMIT 1`,
    [projectId, fileId, position - CHUNK_BYTES, position]);
  if (!chunk) return new Uint8Array(0);
  const bytes = Buffer.from(chunk.bytes, "base64");
  return (chunk.packed ? await unpack(bytes) : bytes).subarray(position - chunk.start);
}

export async function fileAt(db: Queryable, projectId: string, owner: { readonly kind: FileOwner; readonly id: string }, path: string): Promise<StoredFile | null> {
  const [row] = await db.query<StoredFile>(`${SELECT} AND "path" = $4`, [projectId, owner.kind, owner.id, path]);
  return row ?? null;
}

/** In order of their making. */
export const filesOf = (db: Queryable, projectId: string, owner: { readonly kind: FileOwner; readonly id: string }): Promise<StoredFile[]> =>
  db.query<StoredFile>(`${SELECT} ORDER BY "created_at", "id"`, [projectId, owner.kind, owner.id]);

export const removeFile = (db: Database, projectId: string, fileId: string): Promise<void> =>
  db.transaction(async (within) => {
    await within.query('DELETE FROM "stored_chunk" WHERE "project_id" = $1 AND "file_id" = $2', [projectId, fileId]);
    await within.query('DELETE FROM "stored_file" WHERE "project_id" = $1 AND "id" = $2', [projectId, fileId]);
  });

// Bytes are sent as they are, and read as base64: the embedded database reads bytea digit by digit in JavaScript, fifty times slower.
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const SELECT = `SELECT "id", "path", "content_type" AS "contentType", "size", "complete", "sha256", "crc32" FROM "stored_file" WHERE "project_id" = $1 AND "owner_kind" = $2 AND "owner_id" = $3`;
