import { presetByKey, PRESETS } from "@/core/codebook/presets";
import type { Span } from "@/core/annotation/span";
import { codePoint } from "@/core/text/offset";
import type { ImportedTrace } from "@/core/formats/trace-record";
import { createAccount } from "@/data/accounts";
import { codebooks } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { inEnglish } from "@/core/formats/said";
import { insertAnnotations } from "@/data/insert-annotations";
import { insertTraces } from "@/data/insert-traces";
import { createProject } from "@/data/projects";
import { prepareTrace } from "@/jobs/prepare-trace";
import { placeAnnotations, recreateAnnotations } from "@/jobs/recreate-annotations";

const WORDS = "so we have wait let me check that again because 3 + 4 = 7 and the remainder is not 2, hmm, alternatively try x^2 - 5x + 6 which factors as (x-2)(x-3).".split(" ");
const BATCH = 200;

/** A project of traces of about 10 kB, each with one annotation of `spans` spans; the same for the same numbers. @returns its id */
export async function seedExport(db: Database, { traces, spans }: { readonly traces: number; readonly spans: number }): Promise<string> {
  const accountId = newId();
  const now = new Date();
  await createAccount(db, { id: accountId, email: "export@example.org", name: "Bench", passwordHash: null, now });
  const made = await createProject(db, { id: newId(), slug: "export", name: "Export", ownerId: accountId, codebook: presetByKey("longcot-error-correction") ?? PRESETS[0]!, now });
  const projectId = made!.project.id;
  const known = new Map((await codebooks(db, projectId)).map(({ id, key, version, body }) => [`${key} ${version}`, { id, body }]));
  const [book] = [...known.keys()][0]!.split(" ");
  for (let at = 0; at < traces; at += BATCH) {
    const records = Array.from({ length: Math.min(BATCH, traces - at) }, (_, k) => record(at + k, spans, book!));
    await db.transaction(async (within) => {
      const outcomes = await insertTraces(within, projectId, null, records.map((each) => prepareTrace(each)), now);
      const annotated = records.map((each, k) => {
        const outcome = outcomes[k];
        const recreated = recreateAnnotations(each, known);
        if (outcome?.kind !== "created" || !recreated.ok) throw new Error(recreated.ok ? "not created" : inEnglish(recreated.error));
        return { traceId: outcome.traceId, annotations: recreated.value };
      });
      await insertAnnotations(within, projectId, await placeAnnotations(within, projectId, annotated, now), now);
    });
  }
  return projectId;
}

function record(seed: number, spans: number, book: string): ImportedTrace {
  let state = seed + 1;
  const next = (): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0);
  let cot = "🙂 ";
  while (cot.length < 9_500) cot += Array.from({ length: 12 + (next() % 40) }, () => WORDS[next() % WORDS.length]).join(" ") + (next() % 3 === 0 ? ".\n\n" : ". ");
  const made = Array.from({ length: spans }, (_, k): Span => {
    const start = 2 + Math.floor((k * 9_000) / spans);
    return { id: `s${k}`, field: "cot", label: k % 2 ? "verification" : "branching", start: codePoint(start), end: codePoint(start + 60), quote: cot.slice(start + 1, start + 61), attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" } };
  });
  return {
    externalId: `bench-${seed}`, prompt: `Problem ${seed % 500}: solve it 🙂`, cot, answer: "7", model: "demo", checkpoint: { name: `step-${seed % 20}`, step: seed % 20 }, sample: Math.floor(seed / 500),
    decoding: {}, metadata: "{}", excluded: [], truncated: false, repairs: 0, warnings: [],
    annotations: [{ id: `an-${seed}`, layer: "annotator:a1", annotator: "a1", pass: "behaviour", codebook: { key: book, version: 1 }, status: "submitted", flagged: false, flagComment: "", empty: false, revision: spans + 1, spans: made, relations: [], answers: {}, submittedAt: "2026-01-01T00:00:00.000Z", provenance: {} }],
  };
}
