import { toldField } from "@/core/access/blinding";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { roundById } from "@/data/rounds";
import { NO_SPANS, posteriorLayer, posteriorsJsonl } from "@/jobs/posteriors";
import { json, noContent } from "@/web/answer";
import { hiddenAnywhere } from "@/web/blinding";
import { byteStream } from "@/web/byte-stream";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { because } from "@/web/reasons";
import { route } from "@/web/route";
import { measureAgreement, progressOf, stopMeasurement, stopped } from "./measure-agreement";
import { AgreementAnswer, AgreementQuery, PosteriorModels, PosteriorQuery, ProgressAnswer, ProgressQuery } from "./schema";
import { withoutHidden } from "./without-hidden";

export const readAgreement = route({
  summary: "Agreement between annotators: per label, overall and per checkpoint, with intervals over prompts, confusion, boundaries, attributes, relations and the largest disagreements",
  role: "adjudicator",
  params: ProjectParams,
  query: AgreementQuery,
  answers: { 200: AgreementAnswer },
  run: async ({ db, actor, project, query }) => {
    const hidden = await hiddenAnywhere(db, project.id, actor.membership);
    const told = toldField({ checkpoint: query.checkpoint }, hidden);
    if (told) return problem("hidden-field", { ...because("round-hides", { field: told }), field: told });
    const codebook = await currentCodebook(db, project.id);
    if (!codebook || !(await hasRound(db, project.id, query.round))) return problem("not-found");
    const { answer } = await measureAgreement(db, project.id, codebook, query);
    const measured = await answer.catch(stopped);
    return measured === null ? problem("conflict", "the computation was stopped; ask again to begin anew") : json(await withoutHidden(db, project.id, actor.membership, measured, hidden));
  },
});

export const readPosteriorModels = route({
  summary: "The Dawid–Skene layer: prevalence of each label among steps, and each annotator's error rates",
  description: "Binary units (trace, field, step, label), one model a label, over all finished annotators who covered the step. The posteriors themselves are at posteriors.jsonl.",
  role: "adjudicator",
  params: ProjectParams,
  query: PosteriorQuery,
  answers: { 200: PosteriorModels },
  run: async ({ db, project, query: { pass, round } }) => {
    const codebook = await currentCodebook(db, project.id);
    if (!codebook || !(await hasRound(db, project.id, round))) return problem("not-found");
    const { models, rows } = await posteriorLayer(db, project.id, codebook, { passes: [pass], roundId: round });
    return json({ layer: "dawid-skene", codebook: { key: codebook.key, version: codebook.version }, note: NO_SPANS, steps: rows.length, models });
  },
});

export const readPosteriors = route({
  summary: "The Dawid–Skene layer: a posterior for each step and label, as JSON lines",
  role: "adjudicator",
  params: ProjectParams,
  query: PosteriorQuery,
  answers: { 200: { description: "one line a step and label, by trace", type: "application/x-ndjson" } },
  run: async ({ db, actor, project, query: { pass, round, trace } }) => {
    const [hidden] = await hiddenAnywhere(db, project.id, actor.membership);
    if (hidden !== undefined) return problem("hidden-field", { ...because("round-hides", { field: hidden }), field: hidden });
    const codebook = await currentCodebook(db, project.id);
    if (!codebook || !(await hasRound(db, project.id, round))) return problem("not-found");
    const { rows } = await posteriorLayer(db, project.id, codebook, { passes: [pass], roundId: round, ...(trace === undefined ? {} : { among: new Set([trace]) }) });
    return new Response(byteStream(posteriorsJsonl(rows)), { headers: { "content-type": "application/x-ndjson", "cache-control": "private, no-cache", "x-content-type-options": "nosniff", "content-disposition": `attachment; filename="${project.slug}-posteriors.jsonl"` } });
  },
});

export const readProgress = route({
  summary: "How far a computation of the agreement page is",
  role: "adjudicator",
  params: ProjectParams,
  query: ProgressQuery,
  answers: { 200: ProgressAnswer },
  run: async ({ project, query: { key } }) => Promise.resolve(json({ share: progressOf(project.id, key) })),
});

export const stopComputing = route({
  summary: "Stop a computation of the agreement page",
  description: "For everybody who waits for it: its thread is ended. Asking for the panel again begins anew.",
  role: "adjudicator",
  params: ProjectParams,
  query: ProgressQuery,
  answers: { 204: null },
  run: async ({ project, query: { key } }) => Promise.resolve(stopMeasurement(project.id, key) ? noContent() : problem("not-found")),
});

/** An id that no round has is a mistake, not a round without work. */
const hasRound = async (db: Database, projectId: string, id: string | undefined): Promise<boolean> => id === undefined || (await roundById(db, projectId, id)) !== null;
