import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { newId } from "@/data/id";
import { CHUNK_BYTES, fileAt, readFile } from "@/data/stored-files";
import { writeReleaseFile } from "@/jobs/write-release-file";
import { newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

onBothHomes("stored files", (home) => {
  test("D33: a release's file is kept packed where that makes it smaller, and read from any place as it was written", async () => {
    const { projectId } = await newWorld(home.db);
    const text = Buffer.from("🙂 so we check that again. ".repeat(60_000)); // 1.7 MB
    const noise = randomBytes(1_300_000);
    const whole = Buffer.concat([text, noise, text]);
    const pieces = async function* (): AsyncGenerator<Uint8Array> { for (let at = 0; at < whole.length;) { const size = 1 + ((at * 7919) % 700_000); yield whole.subarray(at, at + size); at += size; } };
    const id = newId();
    const written = await writeReleaseFile(home.db, projectId, id, { path: "traces.jsonl", contentType: "application/x-ndjson" }, pieces());
    expect(written).toMatchObject({ size: whole.length, sha256: createHash("sha256").update(whole).digest("hex") });
    const file = (await fileAt(home.db, projectId, { kind: "release", id }, "traces.jsonl"))!;
    expect(file).toMatchObject({ size: whole.length, complete: true });

    const chunks = await home.db.query<{ start: number; packed: boolean; held: number }>('SELECT "start", "packed", octet_length("bytes") AS held FROM "stored_chunk" WHERE "project_id" = $1 AND "file_id" = $2 ORDER BY "start"', [projectId, file.id]);
    expect(chunks.map(({ start }) => start)).toEqual(Array.from({ length: Math.ceil(whole.length / CHUNK_BYTES) }, (_, k) => k * CHUNK_BYTES));
    expect(chunks.map(({ packed }) => packed)).toEqual([true, true, false, true, true]);
    expect(chunks[0]!.held).toBeLessThan(CHUNK_BYTES / 100);
    expect(chunks[2]!.held).toBe(CHUNK_BYTES);

    for (const from of [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2_345_678, whole.length - 1, whole.length]) {
      const read: Uint8Array[] = [];
      for await (const piece of readFile(home.db, projectId, file.id, from)) read.push(piece);
      expect(Buffer.concat(read).equals(whole.subarray(from))).toBe(true);
    }
    await expect(writeReleaseFile(home.db, projectId, id, { path: "traces.jsonl", contentType: "application/x-ndjson" }, pieces())).rejects.toThrow("there already");
  });
});
