import { codebooks, ensureCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { readFile } from "@/data/stored-files";
import type { StoredFile } from "@/data/stored-files";
import { readCodebookFile } from "./codebook-file";
import type { KnownCodebooks } from "./recreate-annotations";

const MOST_BYTES = 20_000_000;

/** Takes in the codebook files of an import and answers every published version that the project then has.
 *  @throws Error when a file is not one, or says something else than the project under the same key and number: nothing is imported then */
export async function readCodebooks(db: Database, projectId: string, files: readonly StoredFile[], now: Date): Promise<KnownCodebooks> {
  for (const file of files) {
    if (file.size > MOST_BYTES) throw new Error(`${file.path} is larger than ${MOST_BYTES} bytes`);
    const parts: Uint8Array[] = [];
    for await (const part of readFile(db, projectId, file.id)) parts.push(part);
    const read = readCodebookFile(Buffer.concat(parts).toString("utf8"));
    if (!read.ok) throw new Error(`${file.path}: ${read.error}`);
    for (const version of read.value) {
      if ((await ensureCodebook(db, projectId, version, now)) === "conflict") throw new Error(`${file.path}: the project has another codebook "${version.key}" version ${version.version} already`);
    }
  }
  const published = (await codebooks(db, projectId)).filter(({ status }) => status === "published");
  return new Map(published.map(({ key, version, id, body }) => [`${key} ${version}`, { id, body }]));
}
