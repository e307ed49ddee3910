// npm run bench:save-store [-- --home=pglite|postgresql]: appends one span operation at a time to annotations of 500 spans on traces of 130,000 characters, as the server's hot path does
// (plan by the pure function, one conditional statement), 32 at once on 32 annotations; then 100 annotators claim from 10,000 assignments. Prints per second, p95, and milliseconds of this process's CPU per save.
import { mkdirSync, writeFileSync } from "node:fs";
import { createAccount } from "@/data/accounts";
import { insertAssignments } from "@/data/assignments";
import { claimAssignment } from "@/data/claim-assignment";
import { newId } from "@/data/id";
import { insertTraces } from "@/data/insert-traces";
import { addMember } from "@/data/memberships";
import { createProject } from "@/data/projects";
import { prepareTrace } from "@/jobs/prepare-trace";
import { CODEBOOK, spanSaver } from "./span-saver";
import { onEachHome } from "./stores";

const SAVES = 2000;
const AT_ONCE = 32;
const results: Record<string, unknown>[] = [];
await onEachHome(async (db) => {
  const now = new Date();
  const accountId = newId();
  await createAccount(db, { id: accountId, email: "bench@example.org", name: "Bench", passwordHash: null, now });
  const made = await createProject(db, { id: newId(), slug: "bench", name: "Bench", ownerId: accountId, codebook: CODEBOOK, now });
  const projectId = made!.project.id;
  const { traces, save } = await spanSaver(db, made!, accountId, AT_ONCE);

  const times: number[] = [];
  let left = SAVES;
  const cpu = process.cpuUsage();
  const began = performance.now();
  await Promise.all(traces.map(async (id) => {
    while (left-- > 0) {
      const start = performance.now();
      await save(id);
      times.push(performance.now() - start);
    }
  }));
  const seconds = (performance.now() - began) / 1000;
  const spent = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);

  const members = await Promise.all(Array.from({ length: 100 }, async () => (await addMember(db, projectId, { accountId: null, role: "annotator", now }))!.id));
  const small = Array.from({ length: 10_000 }, (_, k) => prepareTrace({ externalId: `q-${k}`, prompt: "p", cot: `🙂 ${k}`, decoding: {}, metadata: "{}", excluded: [], truncated: false, repairs: 0, warnings: [] }));
  for (let at = 0; at < small.length; at += 1000) await insertTraces(db, projectId, null, small.slice(at, at + 1000), now);
  const rows = small.map(({ id }, position) => ({ id: newId(), traceId: id, pass: "behaviour" as const, position }));
  for (let at = 0; at < rows.length; at += 1000) await insertAssignments(db, projectId, rows.slice(at, at + 1000));
  const claimed: string[] = [];
  const claimCpu = process.cpuUsage();
  const claimBegan = performance.now();
  await Promise.all(members.map(async (membershipId) => {
    for (let round = 0; round < 5; round++) {
      const assignment = await claimAssignment(db, projectId, { membershipId, leaseUntil: new Date(Date.now() + 600_000), now: new Date() });
      claimed.push(assignment!.id);
      await db.query(`UPDATE "assignment" SET "status" = 'submitted' WHERE "project_id" = $1 AND "id" = $2`, [projectId, assignment!.id]);
    }
  }));
  const claimSeconds = (performance.now() - claimBegan) / 1000;
  const claimSpent = process.cpuUsage(claimCpu);
  results.push({
    home: db.home, savesPerSecond: Math.round(SAVES / seconds), saveP95ms: +times[Math.floor(times.length * 0.95)]!.toFixed(1), saveCpuMs: +((spent.user + spent.system) / 1000 / SAVES).toFixed(2),
    claimsPerSecond: Math.round(claimed.length / claimSeconds), claimCpuMs: +((claimSpent.user + claimSpent.system) / 1000 / claimed.length).toFixed(2), doubleClaims: claimed.length - new Set(claimed).size,
  });
});
console.table(results);
mkdirSync("bench/results", { recursive: true });
writeFileSync("bench/results/save-store.json", `${JSON.stringify({ at: new Date().toISOString(), node: process.version, results }, null, 2)}\n`);
