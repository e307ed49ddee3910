import type { BlindField } from "@/core/access/blinding";
import { toldField } from "@/core/access/blinding";
import { runs } from "@/data/runs";
import { removeView, savedViews, saveView } from "@/data/saved-views";
import { hasTrace } from "@/data/trace-cursor";
import type { TraceFilter } from "@/data/trace-filter";
import type { TraceRow } from "@/data/trace-page";
import { tracePage } from "@/data/trace-page";
import { traceById } from "@/data/traces";
import { json, noContent } from "@/web/answer";
import { hiddenAnywhere, hiddenOfTrace, hiddenOfTraces, orderFor } from "@/web/blinding";
import { isFresh, notModified, weakTag } from "@/web/entity-tag";
import { wholeList } from "@/web/listing";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { route } from "@/web/route";
import { WireTrace, wireTrace } from "@/web/wire-trace";
import type { TraceQuery as Query } from "./schema";
import { MOST_VIEWS, NewView, RunList, TraceList, TraceParams, TraceQuery, ViewAnswer, ViewList, ViewParams } from "./schema";

export const listTraces = route({
  summary: "Traces in order of their external ids, without texts",
  description: "Whoever must not see external ids gets them in an order that says nothing. A page of a search may hold fewer items than `limit`, even none, and still have a `next`. Filters that would tell what a blind round hides from the caller are refused.",
  role: "viewer",
  params: ProjectParams,
  query: TraceQuery,
  answers: { 200: TraceList },
  run: async ({ db, actor, project, query }) => {
    const anywhere = await hiddenAnywhere(db, project.id, actor.membership);
    const told = toldField(query, anywhere);
    if (told) return problem("hidden-field", { detail: `a blind round hides ${told} from you until you have submitted`, field: told });
    if (query.cursor !== undefined && !(await hasTrace(db, project.id, query.cursor))) return problem("invalid-input", { errors: [{ field: "cursor", message: "is not a cursor of this list" }] });
    const page = await tracePage(db, project.id, { filter: filterOf(query), order: orderFor(anywhere), limit: query.limit, cursor: query.cursor });
    const hidden = await hiddenOfTraces(db, project.id, actor.membership, page.items.map(({ id }) => id));
    return json({ items: page.items.map((row) => rowAnswer(row, hidden.get(row.id) ?? NOTHING)), next: page.next });
  },
});

export const readTrace = route({
  summary: "One trace with its texts, prompt and steps",
  role: "viewer",
  params: TraceParams,
  answers: { 200: WireTrace, 304: null },
  run: async ({ db, actor, project, params: { trace: id }, request }) => {
    const [trace, hidden] = await Promise.all([traceById(db, project.id, id), hiddenOfTrace(db, project.id, actor.membership, id)]);
    if (!trace) return problem("not-found");
    // The texts never change; what is hidden from whom does, and tokens come later.
    const tag = weakTag([trace.id, String(trace.tokens), ...hidden]);
    return isFresh(request, tag) ? notModified(tag) : json(wireTrace(trace, hidden), 200, { etag: tag, "cache-control": "private, no-cache" });
  },
});

export const listRuns = route({
  summary: "Models at checkpoints, with the number of their traces",
  role: "viewer",
  params: ProjectParams,
  answers: { 200: RunList },
  run: async ({ db, actor, project }) => {
    const hidden = await hiddenAnywhere(db, project.id, actor.membership);
    if (hidden.has("checkpoint") || hidden.has("model")) return problem("hidden-field", "a blind round hides models and checkpoints from you until you have submitted");
    return json(wholeList(await runs(db, project.id)));
  },
});

export const listViews = route({
  summary: "Filters of the list of traces that the caller kept",
  role: "viewer",
  params: ProjectParams,
  answers: { 200: ViewList },
  run: async ({ db, actor, project }) => json(wholeList(await savedViews(db, project.id, actor.membership.id))),
});

export const keepView = route({
  summary: "Keep a filter of the list of traces under a name; one of the same name is replaced",
  role: "viewer",
  params: ProjectParams,
  input: NewView,
  answers: { 200: ViewAnswer },
  run: async ({ db, actor, project, input, now }) => {
    const kept = await saveView(db, project.id, actor.membership.id, { ...input, most: MOST_VIEWS, now });
    return kept ? json(kept) : problem("conflict", `you keep ${MOST_VIEWS} views already: forget one first`);
  },
});

export const forgetView = route({
  summary: "Forget a kept filter",
  role: "viewer",
  params: ViewParams,
  answers: { 204: null },
  run: async ({ db, actor, project, params: { view } }) => ((await removeView(db, project.id, actor.membership.id, view)) ? noContent() : problem("not-found")),
});

const filterOf = ({ checkpoint, model, correct, minLength, maxLength, language, dataset, label, status, annotator, disagreement, q }: Query): TraceFilter => ({
  ...(checkpoint ? { checkpoints: checkpoint } : {}), ...(model ? { models: model } : {}), ...(language ? { languages: language } : {}), ...(dataset ? { datasets: dataset } : {}),
  ...(correct === undefined ? {} : { correct }), ...(minLength === undefined ? {} : { minLength }), ...(maxLength === undefined ? {} : { maxLength }),
  ...(label ? { label } : {}), ...(status ? { state: status } : {}), ...(annotator ? { annotator } : {}), ...(disagreement === undefined ? {} : { disagreement }), ...(q ? { q } : {}),
});

/** Columns of the list that say where a trace came from, by the field that hides them. */
const HIDES: Readonly<Partial<Record<BlindField, readonly string[]>>> = { layers: ["state", "annotations"] };

function rowAnswer({ model, checkpoint, step, ...row }: TraceRow, hidden: ReadonlySet<BlindField>): object {
  const whole = { ...row, model: model === "" ? null : model, checkpoint: checkpoint === "" ? null : { name: checkpoint, step } };
  const absent = new Set([...hidden].flatMap((field) => HIDES[field] ?? [field]));
  // The external id often names model, dataset or sample: with anything hidden it goes as well.
  if (hidden.size > 0) absent.add("externalId");
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !absent.has(name)));
}

const NOTHING: ReadonlySet<BlindField> = new Set();
