import { blindIn, blindingOf } from "@/core/access/blinding";
import { asksGuess } from "@/core/rounds/blinding-guess";
import { simpleDesign } from "@/core/rounds/round-design";
import type { Assignment } from "@/data/assignments";
import { releaseAssignment, renewAssignment, skipAssignment } from "@/data/assignments";
import { audit } from "@/data/audit";
import { lastBlindSubmission, saveGuess } from "@/data/blinding-guesses";
import { claimAssignment } from "@/data/claim-assignment";
import { newId } from "@/data/id";
import { membershipByHandle } from "@/data/memberships";
import { letPass, settleQualifications } from "@/data/qualifications";
import { reassign } from "@/data/reassign";
import { insertRound } from "@/data/insert-round";
import type { RoundProgress } from "@/data/round-progress";
import { roundProgress } from "@/data/round-progress";
import type { Round } from "@/data/rounds";
import { closeRound, roundById, rounds } from "@/data/rounds";
import { traceById } from "@/data/traces";
import { json, noContent } from "@/web/answer";
import { hiddenOfTrace } from "@/web/blinding";
import { wholeList } from "@/web/listing";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { because, fieldReason } from "@/web/reasons";
import { route } from "@/web/route";
import { wireTrace } from "@/web/wire-trace";
import { leaksOf } from "./leaks";
import { draftRound } from "./plan";
import { AskedGuess, AssignmentParams, Claim, Claimed, LeakCheck, Leaks, NewRound, Reassigned, Reassignment, Renewed, RoundAnswer, RoundChange, RoundList, RoundParams, RoundPreview, SaidGuess, Skip } from "./schema";

/** How long a claim is held without a sign of life. The workbench renews long before. */
const LEASE_MINUTES = 60;
const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_MINUTES * 60_000);

// ---- Rounds ----

export const listRounds = route({
  summary: "Rounds with how far they are",
  role: "annotator",
  params: ProjectParams,
  answers: { 200: RoundList },
  run: async ({ db, project, now }) => {
    const [all, progress] = await Promise.all([rounds(db, project.id), roundProgress(db, project.id, now)]);
    return json(wholeList(all.map((round) => roundAnswer(round, progress.get(round.id)))));
  },
});

export const createRound = route({
  summary: "Hand out traces to annotators, or to a pool",
  role: "researcher",
  params: ProjectParams,
  input: NewRound,
  answers: { 201: RoundAnswer },
  run: async ({ db, actor, project, input, now }) => {
    const drafted = await draftRound(db, project.id, input);
    if (!drafted.ok) return problem("invalid-input", { errors: [drafted.error] });
    const { codebook, handles, assignments: planned, copies, passMark, record } = drafted.value;
    const round: Omit<Round, "closedAt"> = {
      id: newId(), passMark, promptGap: input.design?.promptGap ?? simpleDesign.promptGap, name: input.name, pass: input.pass, codebookId: codebook.id, seed: input.seed, createdAt: now, suggesting: input.design?.suggestions ?? {},
      plan: { traces: input.traces === "all" ? "all" : "listed", annotators: handles, ...record },
      blinding: { hidden: input.hidden === "everything" ? blindIn(input.pass).hidden : input.hidden },
    };
    if (!(await insertRound(db, project.id, round, planned, copies))) return problem("already-exists", { errors: [fieldReason("name", "round-name-taken", { name: input.name })] });
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "round.create", subject: round.id, detail: { name: round.name, assignments: planned.length }, now });
    return json(roundAnswer({ ...round, closedAt: null }, { open: planned.length, claimed: 0, submitted: 0, skipped: 0, withdrawn: 0 }), 201);
  },
});

export const previewRound = route({
  summary: "What a round would be: counts, characters, estimated minutes; nothing is made",
  role: "researcher",
  params: ProjectParams,
  input: NewRound,
  answers: { 200: RoundPreview },
  run: async ({ db, project, input }) => {
    const drafted = await draftRound(db, project.id, input);
    return drafted.ok ? json(drafted.value.preview) : problem("invalid-input", { errors: [drafted.error] });
  },
});

export const changeRound = route({
  summary: "Close a round (nothing more is claimed from it, work under way may be finished), or let somebody go on below its pass mark",
  role: "researcher",
  params: RoundParams,
  input: RoundChange,
  answers: { 200: RoundAnswer },
  run: async ({ db, actor, project, params: { round: id }, input, now }) => {
    if ("qualified" in input) {
      const member = await membershipByHandle(db, project.id, input.qualified);
      if (!member || !(await letPass(db, project.id, id, member.id, now))) return problem("not-found");
      await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "round.qualify", subject: id, detail: { handle: member.handle }, now });
    }
    const closed = "closed" in input && (await closeRound(db, project.id, id, now));
    const [round, progress] = await Promise.all([roundById(db, project.id, id), roundProgress(db, project.id, now)]);
    if (!round) return problem("not-found");
    if (closed) await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "round.close", subject: id, now });
    return json(roundAnswer(round, progress.get(id)));
  },
});

export const reassignItems = route({
  summary: "Hand open items of a round to somebody else, or to the pool; what was skipped may go back",
  description: "Never an item of a trace that the other has already in the same pass.",
  role: "researcher",
  params: RoundParams,
  input: Reassignment,
  answers: { 200: Reassigned },
  run: async ({ db, actor, project, params: { round: id }, input: { from, to, skipped }, now }) => {
    const [round, giver, taker] = await Promise.all([roundById(db, project.id, id), from === null ? null : membershipByHandle(db, project.id, from), to === null ? null : membershipByHandle(db, project.id, to)]);
    if (!round) return problem("not-found");
    if (from !== null && !giver) return problem("invalid-input", { errors: [fieldReason("from", "not-member")] });
    if (to !== null && (!taker || taker.deactivatedAt !== null || taker.role === "viewer")) return problem("invalid-input", { errors: [fieldReason("to", "cannot-annotate", { handle: to })] });
    const moved = await reassign(db, project.id, { roundId: id, from: giver?.id ?? null, to: taker?.id ?? null, skipped, now });
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "round.reassign", subject: id, detail: { from, to, moved }, now });
    return json({ moved });
  },
});

export const checkLeaks = route({
  summary: "Names of models and checkpoints that stand in the texts themselves, which no blinding can hide",
  role: "researcher",
  params: ProjectParams,
  input: LeakCheck,
  answers: { 200: Leaks },
  run: async ({ db, project, input: { traces } }) => json(await leaksOf(db, project.id, traces)),
});

// ---- Queue ----

export const claimNext = route({
  summary: "Claim the next trace of the queue",
  description: "A second call answers the live claim again, with a new lease. 204: nothing is left.",
  role: "annotator",
  params: ProjectParams,
  input: Claim,
  answers: { 200: Claimed, 204: null },
  run: async ({ db, actor, project, input: { round, prefetch }, now }) => {
    const claim = { membershipId: actor.membership.id, prefetch, leaseUntil: leaseFrom(now), now, ...(round === undefined ? {} : { roundId: round }) };
    const found = await claimAssignment(db, project.id, claim);
    // Nothing left may mean that the qualification items are done with: once they are judged, the rest of the round may be open.
    const assignment = found ?? ((await settleQualifications(db, project.id, actor.membership.id, now)) > 0 ? await claimAssignment(db, project.id, claim) : null);
    if (!assignment) return round !== undefined && !(await roundById(db, project.id, round)) ? problem("not-found") : noContent();
    const [trace, hidden] = await Promise.all([traceById(db, project.id, assignment.traceId), hiddenOfTrace(db, project.id, actor.membership, assignment.traceId)]);
    if (!trace) throw new Error(`assignment ${assignment.id} names trace ${assignment.traceId}, which is missing`);
    return json({ assignment: assignmentAnswer(assignment), trace: wireTrace(trace, hidden), leaseUntil: assignment.leaseUntil });
  },
});

export const renewClaim = route({
  summary: "Keep a claim",
  role: "annotator",
  params: AssignmentParams,
  answers: { 200: Renewed },
  run: async ({ db, actor, project, params: { assignment }, now }) => {
    const renewed = await renewAssignment(db, project.id, assignment, actor.membership.id, leaseFrom(now));
    return renewed ? json({ leaseUntil: renewed.leaseUntil }) : noLongerYours();
  },
});

export const releaseClaim = route({
  summary: "Hand a claim back to the queue",
  role: "annotator",
  params: AssignmentParams,
  answers: { 204: null },
  run: async ({ db, actor, project, params: { assignment } }) =>
    (await releaseAssignment(db, project.id, assignment, actor.membership.id)) ? noContent() : noLongerYours(),
});

export const skipClaim = route({
  summary: "Skip a claimed trace with a reason",
  role: "annotator",
  params: AssignmentParams,
  input: Skip,
  answers: { 204: null },
  run: async ({ db, actor, project, params: { assignment }, input: { reason }, now }) =>
    (await skipAssignment(db, project.id, assignment, actor.membership.id, reason, now)) ? noContent() : noLongerYours(),
});

export const askedGuess = route({
  summary: "The submitted assignment about which the caller is asked: early or late in training?",
  description: "In a round that hides checkpoints one submitted trace in twenty is asked about, right after its submission; the answers test the blinding. 204: nothing is asked.",
  role: "annotator",
  params: ProjectParams,
  answers: { 200: AskedGuess, 204: null },
  run: async ({ db, actor, project }) => {
    const last = await lastBlindSubmission(db, project.id, actor.membership.id);
    return last && asksGuess(last.nth) ? json({ assignment: last.assignment }) : noContent();
  },
});

export const answerGuess = route({
  summary: "Say whether the trace just submitted is from early or late in training",
  description: "Only of the assignment that is asked about; the first answer stands.",
  role: "annotator",
  params: AssignmentParams,
  input: SaidGuess,
  answers: { 204: null },
  run: async ({ db, actor, project, params: { assignment }, input: { guess }, now }) => {
    const last = await lastBlindSubmission(db, project.id, actor.membership.id);
    const asked = last?.assignment === assignment && asksGuess(last.nth);
    if (!asked || !(await saveGuess(db, project.id, { assignment, membershipId: actor.membership.id, guess, now }))) return problem("conflict", "nothing is asked about this assignment, or it was answered");
    return noContent();
  },
});

const noLongerYours = (): Response => problem("conflict", because("claim-gone"));

const roundAnswer = ({ id, name, pass, codebookId, seed, blinding, createdAt, closedAt, passMark }: Round, assignments: RoundProgress = { open: 0, claimed: 0, submitted: 0, skipped: 0, withdrawn: 0 }) =>
  ({ id, name, pass, codebook: codebookId, seed, hidden: blindingOf(blinding).hidden, createdAt, closedAt, passMark, assignments });

const assignmentAnswer = ({ id, roundId, traceId, pass, status, prefetched, suggestionsShown, windowStart, windowEnd, leaseUntil }: Assignment) =>
  ({ id, round: roundId, traceId, pass, status, prefetched, suggestionsShown, window: windowStart === null || windowEnd === null ? null : { start: windowStart, end: windowEnd }, leaseUntil });
