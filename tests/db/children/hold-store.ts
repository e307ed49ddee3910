// Opens the store and holds it; with {busy: true} its event loop then stands still, as under a long statement.
import { openDatabase } from "@/data/client";
import type { DatabasePlace } from "@/data/client";

const place = JSON.parse(process.argv[2]!) as DatabasePlace;
const { busy = false } = JSON.parse(process.argv[3]!) as { busy?: boolean };
const db = await openDatabase(place);
db.announce("http://127.0.0.1:3999");
process.stdout.write("held\n");
if (busy) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
setInterval(() => {}, 1000);
