import { decompress } from "@/core/formats/decompress";
import { READ_OPTIONS } from "@/core/formats/read-options";
import { releaseCodebook } from "@/core/formats/release-zip";
import { codebooks, ensureCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { readFile } from "@/data/stored-files";
import type { StoredFile } from "@/data/stored-files";
import { readCodebookFile } from "./codebook-file";
import type { KnownCodebooks } from "./recreate-annotations";

const MOST_BYTES = 20_000_000;

/** Takes in the codebook files of an import, and those inside its zipped releases, and answers every published version that the project then has.
 *  @throws Error when a file is not one, or says something else than the project under the same key and number: nothing is imported then */
export async function readCodebooks(db: Database, projectId: string, files: readonly StoredFile[], releases: readonly StoredFile[], now: Date): Promise<KnownCodebooks> {
  const texts: { readonly path: string; readonly text: string }[] = [];
  for (const file of files) {
    if (file.size > MOST_BYTES) throw new Error(`${file.path} is larger than ${MOST_BYTES} bytes`);
    const parts: Uint8Array[] = [];
    for await (const part of readFile(db, projectId, file.id)) parts.push(part);
    texts.push({ path: file.path, text: Buffer.concat(parts).toString("utf8") });
  }
  for (const { id, path } of releases) {
    const text = await releaseCodebook(decompress(readFile(db, projectId, id)), READ_OPTIONS);
    if (text !== null) texts.push({ path, text });
  }
  for (const { path, text } of texts) {
    const read = readCodebookFile(text);
    if (!read.ok) throw new Error(`${path}: ${read.error}`);
    for (const version of read.value) {
      if ((await ensureCodebook(db, projectId, version, now)) === "conflict") throw new Error(`${path}: the project has another codebook "${version.key}" version ${version.version} already`);
    }
  }
  const published = (await codebooks(db, projectId)).filter(({ status }) => status === "published");
  return new Map(published.map(({ key, version, id, body }) => [`${key} ${version}`, { id, body }]));
}
