import { Unzip, UnzipInflate } from "fflate";
import { BrokenStream } from "./decompress";

export interface ZipLimits {
  readonly maxEntries: number;
  /** Bytes that all entries together may unpack to. */
  readonly maxBytes: number;
}

export const ZIP_LIMITS: ZipLimits = { maxEntries: 100_000, maxBytes: 2 ** 30 };

/** The files of a small zip archive by path, in archive order. Directories are skipped; names that would leave the archive (absolute, "..", drive letters, backslashes) are refused, not mended.
 *  @throws BrokenStream for a damaged, encrypted or too large archive, and for such a name: nothing of it is used then */
export function zipEntries(archive: Uint8Array, limits: ZipLimits = ZIP_LIMITS): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let total = 0;
  let open = 0;
  const unzip = new Unzip((file) => {
    if (file.name.endsWith("/")) return;
    if (isUnsafe(file.name)) throw new BrokenStream(`zip: the name ${JSON.stringify(file.name)} leads out of the archive`);
    if (files.size >= limits.maxEntries) throw new BrokenStream(`zip: more than ${limits.maxEntries} files`);
    const pieces: Uint8Array[] = [];
    let size = 0;
    open++;
    file.ondata = (error, data, final) => {
      if (error) throw new BrokenStream(`zip: ${file.name}: ${error.message}`);
      size += data.length;
      total += data.length;
      if (total > limits.maxBytes) throw new BrokenStream(`zip: unpacks to more than ${limits.maxBytes} bytes: refused as a decompression bomb`);
      pieces.push(data.slice());
      if (!final) return;
      open--;
      const whole = new Uint8Array(size);
      let at = 0;
      for (const piece of pieces) { whole.set(piece, at); at += piece.length; }
      files.set(file.name, whole);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < archive.length; at += SLICE) unzip.push(archive.subarray(at, at + SLICE), at + SLICE >= archive.length);
  } catch (error) {
    throw error instanceof BrokenStream ? error : new BrokenStream(`zip: ${error instanceof Error ? error.message : "damaged"}`);
  }
  if (!hasDirectory(archive)) throw new BrokenStream("zip: cut off: the directory at its end is missing");
  if (open > 0 || files.size === 0) throw new BrokenStream(files.size === 0 ? "zip: no files in it" : "zip: cut off in the middle");
  return files;
}

/** Whether bytes begin like a zip archive, empty or not. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/** Whether the end of central directory record is there (APPNOTE 4.3.16): within the last 22 bytes and the longest comment. */
function hasDirectory(archive: Uint8Array): boolean {
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - 22 - 0xffff); at--) if (archive[at] === 0x50 && archive[at + 1] === 0x4b && archive[at + 2] === 5 && archive[at + 3] === 6) return true;
  return false;
}

/** Small, so that a bomb is seen before much of it is unpacked. */
const SLICE = 1 << 14;

const isUnsafe = (name: string): boolean => name === "" || name.startsWith("/") || name.includes("\\") || name.includes("\0") || /^[A-Za-z]:/.test(name) || name.split("/").includes("..");
