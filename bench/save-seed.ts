import { randomBytes } from "node:crypto";
import { PRESETS } from "@/core/codebook/presets";
import { planAssignments } from "@/core/rounds/plan-assignments";
import { createAccount } from "@/data/accounts";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { insertRound } from "@/data/insert-round";
import { insertTraces } from "@/data/insert-traces";
import { addMember } from "@/data/memberships";
import { createProject } from "@/data/projects";
import { createToken } from "@/data/tokens";
import { prepareTrace } from "@/jobs/prepare-trace";
import { hashToken } from "@/web/bearer";

export const SLUG = "bench";
export const LENGTH = 130_000;
const SENTENCE = "So 3 + 4 = 7, wait, let me check that again because the remainder is not 2. ";

export interface SaveSeed {
  /** One token for each annotator. */
  readonly tokens: readonly string[];
  /** One long trace for each connection. */
  readonly traces: readonly string[];
  /** Text of every long trace, to quote from. */
  readonly cot: string;
}

/** Long traces for saving and opening, and a pool of 10,000 assignments over short ones for claiming. */
export async function seedSave(db: Database, connections: number, annotators: number): Promise<SaveSeed> {
  const now = new Date();
  const ownerId = newId();
  await createAccount(db, { id: ownerId, email: "owner@example.org", name: "Owner", passwordHash: null, now });
  const made = await createProject(db, { id: newId(), slug: SLUG, name: "Bench", ownerId, codebook: PRESETS[0]!, now });
  const projectId = made!.project.id;
  const tokens: string[] = [];
  const addAnnotator = async (k: number): Promise<void> => {
    const accountId = newId();
    await createAccount(db, { id: accountId, email: `a${k}@example.org`, name: `A${k}`, passwordHash: null, now });
    await addMember(db, projectId, { accountId, role: "annotator", handle: `a${k}`, now });
    const token = `sb_${randomBytes(32).toString("base64url")}`;
    await createToken(db, { id: newId(), accountId, projectId: null, name: "bench", scope: "write", hash: hashToken(token), hint: "0000", now, expiresAt: null });
    tokens.push(token);
  };
  for (let at = 0; at < annotators; at += 50) await Promise.all(Array.from({ length: Math.min(50, annotators - at) }, (_, k) => addAnnotator(at + k)));
  const cot = `🙂 ${SENTENCE.repeat(Math.ceil(LENGTH / SENTENCE.length))}`.slice(0, LENGTH);
  const insert = async (count: number, text: string, name: string): Promise<string[]> => {
    const ids: string[] = [];
    for (let at = 0; at < count; at += 100) {
      const rows = Array.from({ length: Math.min(100, count - at) }, (_, k) => prepareTrace({
        externalId: `${name}-${at + k}`, prompt: `Problem ${name} ${at + k}: solve it 🙂`, cot: text, decoding: {}, metadata: "{}", excluded: [], truncated: false, repairs: 0, warnings: [],
      }));
      for (const outcome of await insertTraces(db, projectId, null, rows, now)) if (outcome.kind === "created") ids.push(outcome.traceId);
    }
    return ids;
  };
  const traces = await insert(connections, cot, "long");
  const short = await insert(2500, cot.slice(0, 4000), "short");
  const codebook = await currentCodebook(db, projectId);
  await insertRound(db, projectId, { id: newId(), name: "pool", pass: "behaviour", codebookId: codebook!.id, seed: 1, plan: {}, blinding: {}, suggesting: {}, createdAt: now },
    planAssignments({ traces: short, annotators: [], overlap: 4, seed: 1 }));
  return { tokens, traces, cot };
}
