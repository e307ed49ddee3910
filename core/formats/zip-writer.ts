/** A file on its way into an archive: size and CRC-32 of its content are known before its bytes. */
export interface ZipEntry {
  readonly path: string;
  readonly size: number;
  readonly crc32: number;
  /** Where the bytes are a raw deflate stream: how many they are. Absent: the content as it is. */
  readonly deflated?: number;
  readonly bytes: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const LARGE = 0xffff_ffff;
/** 1980-01-01 00:00, the format's beginning: an archive of the same files is the same archive. */
const DOS_DATE = 0x0021;
const UTF8_NAMES = 0x0800;
const DEFLATE = 8;

/** A ZIP archive (APPNOTE 6.3.9) with ZIP64 fields where a size, an offset or the number of files needs them; memory holds one piece and the directory. */
export async function* writeZip(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const local = header(entry, "local", 0);
    directory.push(header(entry, "directory", offset));
    yield local;
    let sent = 0;
    for await (const piece of entry.bytes()) {
      sent += piece.length;
      yield piece;
    }
    if (sent !== (entry.deflated ?? entry.size)) throw new Error(`${entry.path} has ${sent} bytes, not ${entry.deflated ?? entry.size}`);
    offset += local.length + sent;
  }
  let length = 0;
  for (const line of directory) {
    length += line.length;
    yield line;
  }
  yield ending(directory.length, length, offset);
}

/** The local header before a file's bytes, or its line in the directory at the end. */
function header({ path, size, crc32, deflated }: ZipEntry, kind: "local" | "directory", offset: number): Uint8Array {
  const name = new TextEncoder().encode(path);
  const packed = deflated ?? size;
  const large = size >= LARGE || packed >= LARGE;
  const far = kind === "directory" && offset >= LARGE;
  const wide = [...(large ? [size, packed] : []), ...(far ? [offset] : [])];
  const extra = wide.length === 0 ? 0 : 4 + 8 * wide.length;
  const fixed = kind === "local" ? 30 : 46;
  const bytes = new Uint8Array(fixed + name.length + extra);
  const view = new DataView(bytes.buffer);
  const version = wide.length > 0 ? 45 : 20;
  view.setUint32(0, kind === "local" ? 0x0403_4b50 : 0x0201_4b50, true);
  if (kind === "directory") view.setUint16(4, version, true);
  const at = kind === "local" ? 4 : 6;
  view.setUint16(at, version, true);
  view.setUint16(at + 2, UTF8_NAMES, true);
  view.setUint16(at + 4, deflated === undefined ? 0 : DEFLATE, true);
  view.setUint16(at + 8, DOS_DATE, true);
  view.setUint32(at + 10, crc32, true);
  view.setUint32(at + 14, large ? LARGE : packed, true);
  view.setUint32(at + 18, large ? LARGE : size, true);
  view.setUint16(at + 22, name.length, true);
  view.setUint16(at + 24, extra, true);
  if (kind === "directory") view.setUint32(42, far ? LARGE : offset, true);
  bytes.set(name, fixed);
  if (extra > 0) {
    view.setUint16(fixed + name.length, 1, true);
    view.setUint16(fixed + name.length + 2, extra - 4, true);
    wide.forEach((value, index) => view.setBigUint64(fixed + name.length + 4 + 8 * index, BigInt(value), true));
  }
  return bytes;
}

/** The end of the directory, with its ZIP64 form before it where one is needed. */
function ending(count: number, length: number, offset: number): Uint8Array {
  const wide = offset >= LARGE || count >= 0xffff;
  const bytes = new Uint8Array(wide ? 98 : 22);
  const view = new DataView(bytes.buffer);
  if (wide) {
    view.setUint32(0, 0x0606_4b50, true);
    view.setBigUint64(4, 44n, true);
    view.setUint16(12, 45, true);
    view.setUint16(14, 45, true);
    view.setBigUint64(24, BigInt(count), true);
    view.setBigUint64(32, BigInt(count), true);
    view.setBigUint64(40, BigInt(length), true);
    view.setBigUint64(48, BigInt(offset), true);
    view.setUint32(56, 0x0706_4b50, true);
    view.setBigUint64(64, BigInt(offset + length), true);
    view.setUint32(72, 1, true);
  }
  const at = wide ? 76 : 0;
  view.setUint32(at, 0x0605_4b50, true);
  view.setUint16(at + 8, Math.min(count, 0xffff), true);
  view.setUint16(at + 10, Math.min(count, 0xffff), true);
  view.setUint32(at + 12, Math.min(length, LARGE), true);
  view.setUint32(at + 16, Math.min(offset, LARGE), true);
  return bytes;
}
