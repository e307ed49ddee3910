/** A file on its way into an archive; nothing is compressed, so size and CRC-32 are known before its bytes. */
export interface ZipEntry {
  readonly path: string;
  readonly size: number;
  readonly crc32: number;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

const LARGE = 0xffff_ffff;
/** 1980-01-01 00:00, the format's beginning: an archive of the same files is the same archive. */
const DOS_DATE = 0x0021;
const UTF8_NAMES = 0x0800;

/** A ZIP archive (APPNOTE 6.3.9) that holds its files as they are, with ZIP64 fields where a size or an offset needs them; memory holds one piece. */
export async function* writeZip(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = localHeader(entry);
    directory.push(directoryHeader(entry, offset));
    yield local;
    let sent = 0;
    for await (const piece of entry.bytes()) {
      sent += piece.length;
      yield piece;
    }
    if (sent !== entry.size) throw new Error(`${entry.path} has ${sent} bytes, not ${entry.size}`);
    offset += local.length + sent;
  }
  const listing = Buffer.concat(directory);
  yield Buffer.concat([listing, ending(entries.length, listing.length, offset)]);
}

function localHeader({ path, size, crc32 }: ZipEntry): Buffer {
  const name = Buffer.from(path, "utf8");
  const large = size >= LARGE;
  const extra = large ? zip64Extra([size, size]) : Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  writeCommon(header, 4, { size: large ? LARGE : size, crc32, version: large ? 45 : 20 });
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

function directoryHeader({ path, size, crc32 }: ZipEntry, offset: number): Buffer {
  const name = Buffer.from(path, "utf8");
  const large = size >= LARGE;
  const far = offset >= LARGE;
  const extra = large || far ? zip64Extra([...(large ? [size, size] : []), ...(far ? [offset] : [])]) : Buffer.alloc(0);
  const version = large || far ? 45 : 20;
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE(version, 4);
  writeCommon(header, 6, { size: large ? LARGE : size, crc32, version });
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(far ? LARGE : offset, 42);
  return Buffer.concat([header, name, extra]);
}

/** The fields that both headers have, from "version needed" to "uncompressed size". */
function writeCommon(header: Buffer, at: number, { size, crc32, version }: { readonly size: number; readonly crc32: number; readonly version: number }): void {
  header.writeUInt16LE(version, at);
  header.writeUInt16LE(UTF8_NAMES, at + 2);
  header.writeUInt16LE(DOS_DATE, at + 8);
  header.writeUInt32LE(crc32, at + 10);
  header.writeUInt32LE(size, at + 14);
  header.writeUInt32LE(size, at + 18);
}

function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  return extra;
}

function ending(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(Math.min(length, LARGE), 12);
  end.writeUInt32LE(Math.min(offset, LARGE), 16);
  if (offset < LARGE && count < 0xffff) return end;
  const wide = Buffer.alloc(76);
  wide.writeUInt32LE(0x0606_4b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(45, 12);
  wide.writeUInt16LE(45, 14);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(length), 40);
  wide.writeBigUInt64LE(BigInt(offset), 48);
  wide.writeUInt32LE(0x0706_4b50, 56);
  wide.writeBigUInt64LE(BigInt(offset + length), 64);
  wide.writeUInt32LE(1, 72);
  return Buffer.concat([wide, end]);
}
