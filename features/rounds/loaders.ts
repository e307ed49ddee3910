import { blindingOf } from "@/core/access/blinding";
import type { Pass } from "@/core/annotation/annotation";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { goldTraceIds } from "@/data/insert-round";
import { members } from "@/data/memberships";
import { qualifications } from "@/data/qualifications";
import { progressByPerson } from "@/data/round-progress";
import { rounds } from "@/data/rounds";
import { facets } from "@/data/trace-facets";
import type { TruthWaiting } from "@/data/truth-opens";
import { truthWaiting } from "@/data/truth-opens";

export interface RoundLine {
  readonly id: string;
  readonly name: string;
  readonly pass: Pass;
  readonly createdAt: string;
  readonly closed: boolean;
  readonly hidden: number;
  readonly total: number;
  readonly submitted: number;
  /** Open items of a truth pass that nobody can claim yet: their trace's behaviour pass is not over, or not adjudicated. */
  readonly waiting: { readonly behaviour: number; readonly adjudication: number };
  /** By annotator; a pool's open items stand under null. */
  readonly people: readonly { readonly handle: string | null; readonly total: number; readonly submitted: number; readonly skipped: number; /** null: not asked for, or not judged yet. */ readonly qualification: { readonly passed: boolean; readonly f1: number | null } | null }[];
}

export interface RoundsView {
  readonly lines: readonly RoundLine[];
  /** Handles of those who can annotate. */
  readonly annotators: readonly string[];
  readonly traces: number;
  /** Adjudicated traces, from which hidden gold can be drawn. */
  readonly gold: number;
  readonly published: boolean;
}

/** Rounds, the newest first, with everybody's progress, and what a new one can be made of. */
export async function roundsView(db: Database, projectId: string): Promise<RoundsView> {
  const [all, judged, progress, team, found, gold, codebook, held] = await Promise.all([rounds(db, projectId), qualifications(db, projectId), progressByPerson(db, projectId), members(db, projectId), facets(db, projectId), goldTraceIds(db, projectId, "behaviour"), currentCodebook(db, projectId), truthWaiting(db, projectId, null)]);
  const handles = new Map(team.map(({ id, handle }) => [id, handle]));
  const lines = all.map((round): RoundLine => {
    const people = progress.filter((one) => one.round === round.id).map(({ membershipId, total, submitted, skipped }) => ({
      handle: membershipId === null ? null : handles.get(membershipId) ?? null, total, submitted, skipped, qualification: judged.find((each) => each.roundId === round.id && each.membershipId === membershipId) ?? null,
    }));
    const sum = (of: "total" | "submitted"): number => people.reduce((so, one) => so + one[of], 0);
    return { id: round.id, name: round.name, pass: round.pass, createdAt: round.createdAt.toISOString(), closed: round.closedAt !== null, hidden: blindingOf(round.blinding).hidden.length, total: sum("total"), submitted: sum("submitted"), waiting: waitingOf(held.filter((one) => one.round === round.id)), people };
  });
  return {
    lines: lines.reverse(), gold: gold.length, published: codebook !== null, traces: found.traces,
    annotators: team.filter(({ deactivatedAt, role, accountId }) => deactivatedAt === null && accountId !== null && role !== "viewer").map(({ handle }) => handle),
  };
}

const waitingOf = (held: readonly TruthWaiting[]): RoundLine["waiting"] => ({ behaviour: held.reduce((sum, one) => sum + one.behaviour, 0), adjudication: held.reduce((sum, one) => sum + one.adjudication, 0) });

/** How many items of a member's queue wait, over all rounds. */
export const waitingFor = async (db: Database, projectId: string, membershipId: string): Promise<RoundLine["waiting"]> => waitingOf(await truthWaiting(db, projectId, membershipId));
