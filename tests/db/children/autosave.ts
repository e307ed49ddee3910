// Saves span after span and tells each one that was acknowledged, until it is killed.
import { applyAll } from "@/core/annotation/apply";
import type { Operation } from "@/core/annotation/operation";
import { codePoint } from "@/core/text/offset";
import { annotationOf } from "@/data/annotations";
import { appendOperations } from "@/data/append-operations";
import { openDatabase } from "@/data/client";
import type { DatabasePlace } from "@/data/client";
import { offsetsOfTrace } from "@/data/traces";
import type { World } from "../fixtures";
import { codebook } from "../fixtures";

const place = JSON.parse(process.argv[2]!) as DatabasePlace;
const { world, traceId } = JSON.parse(process.argv[3]!) as { world: World; traceId: string };
const db = await openDatabase(place);
const key = { traceId, membershipId: world.membershipId, handle: world.handle, assignmentId: null, pass: "behaviour" as const, codebookId: world.codebookId };
const offsets = await offsetsOfTrace(db, world.projectId, traceId);
for (;;) {
  const held = await annotationOf(db, world.projectId, key, new Date());
  const k = held!.head.revision;
  const operation: Operation = {
    opId: `op-${k}`, type: "addSpan",
    span: { id: `s-${k}`, field: "cot", label: "branching", start: codePoint(0), end: codePoint(1), quote: "🙂", attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" } },
  };
  const next = applyAll(held!.annotation, [operation], { offsets: offsets!, codebook });
  if (!next.ok) throw new Error(next.error.kind);
  const revision = await appendOperations(db, world.projectId, { head: held!.head, base: held!.head.revision, operations: [operation], next: next.value, accountId: world.accountId, now: new Date() });
  process.stdout.write(`${revision}\n`);
}
