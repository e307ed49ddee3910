import { packedBackup } from "@/jobs/backup-file";
import { byteStream } from "@/web/byte-stream";
import { route } from "@/web/route";

export const makeBackup = route({
  summary: "Back the whole server up",
  description: "One moment of the database as gzip, while work goes on. The last line counts and digests what came before: `switchback backup` checks it. Whoever holds the file holds everything.",
  role: "admin",
  answers: { 200: { description: "The backup", type: "application/gzip" } },
  run: async ({ db, now }) => new Response(byteStream(packedBackup(db, now)), {
    headers: { "content-type": "application/gzip", "cache-control": "no-store", "content-disposition": `attachment; filename="switchback-${now.toISOString().replaceAll(":", "-").slice(0, 19)}.backup.gz"` },
  }),
});
