// A server's job runner, until it is killed.
import { openDatabase } from "@/data/client";
import type { DatabasePlace } from "@/data/client";
import { startJobs } from "@/jobs/runner";

const place = JSON.parse(process.argv[2]!) as DatabasePlace;
const { importId } = JSON.parse(process.argv[3]!) as { importId: string };
const db = await openDatabase(place);
startJobs(db, { idle: 5, lease: 1000 });
setInterval(() => {
  db.query<{ read: number; state: string }>('SELECT "read", "state" FROM "import" WHERE "id" = $1', [importId]).then(
    ([row]) => { process.stdout.write(`${row?.read} ${row?.state}\n`); }, () => {});
}, 5);
