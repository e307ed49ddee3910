import { adjudications } from "@/data/adjudications";
import type { Database } from "@/data/database";
import { heldClaims } from "@/data/held-claims";
import { ownWork } from "@/data/own-work";
import { qualifications } from "@/data/qualifications";
import { rounds } from "@/data/rounds";
import { isSettled } from "@/data/settled";
import type { ActorMembership } from "@/web/actor";
import { hiddenOfTraces } from "@/web/blinding";

export interface OwnLine {
  readonly annotation: string;
  readonly traceId: string;
  readonly title: string;
  readonly assignment: string | null;
  readonly round: string | null;
  readonly pass: "behaviour" | "truth";
  readonly revision: number;
  readonly status: "draft" | "submitted";
  readonly spans: number;
  readonly at: string;
  readonly copied: boolean;
  /** "skipped" and "back" (in the queue, or with somebody else): to be read, not to go on with. */
  readonly place: "own" | "skipped" | "back";
  /** Submitted, and nothing was built upon it: its author may take it up again. */
  readonly reopens: boolean;
  /** A result is there in which its author can read what became of it. */
  readonly result: boolean;
}

/** A claim in one's hands: to go on with, or to hand back. */
export interface OwnClaim {
  readonly assignment: string;
  readonly traceId: string;
  readonly title: string;
  readonly round: string | null;
  readonly pass: "behaviour" | "truth";
  readonly begun: boolean;
  readonly leaseUntil: string;
  /** The time ran out: somebody else may take it. */
  readonly late: boolean;
}

export interface OwnQualification {
  readonly round: string;
  readonly f1: number | null;
  readonly passMark: number;
  readonly passed: boolean;
}

export interface OwnWorkView {
  readonly claims: readonly OwnClaim[];
  readonly lines: readonly OwnLine[];
  readonly next: string | null;
  readonly qualifications: readonly OwnQualification[];
}

const PAGE = 50;

/** What a member has in hand, their own annotations, changed last first, and how their qualification went. Names that a blind round hides are left out. */
export async function ownWorkView(db: Database, projectId: string, member: ActorMembership, cursor: string | undefined, now: Date): Promise<OwnWorkView> {
  const [rows, held, judged, all] = await Promise.all([ownWork(db, projectId, member.id, { limit: PAGE + 1, before: readCursor(cursor) }), heldClaims(db, projectId, member.id), qualifications(db, projectId), rounds(db, projectId)]);
  const page = rows.slice(0, PAGE);
  const traceIds = [...page, ...held].map(({ traceId }) => traceId);
  const [hidden, done] = await Promise.all([hiddenOfTraces(db, projectId, member, traceIds), adjudications(db, projectId, { state: "done", layer: `annotator:${member.handle}`, among: traceIds, limit: 2 * PAGE })]);
  const results = new Set(done.items.filter(({ traceId }) => !hidden.get(traceId)?.has("layers")).map(({ traceId, pass }) => `${traceId} ${pass}`));
  const titleOf = ({ traceId, externalId }: { readonly traceId: string; readonly externalId: string }): string => (hidden.get(traceId)?.has("externalId") ? traceId.slice(0, 8) : externalId);
  const lines = await Promise.all(page.map(async ({ externalId, spanCount, submittedAt, updatedAt, ...row }): Promise<OwnLine> => ({
    ...row, spans: spanCount, at: (submittedAt ?? updatedAt).toISOString(), title: titleOf({ traceId: row.traceId, externalId }), result: row.status === "submitted" && results.has(`${row.traceId} ${row.pass}`),
    reopens: row.status === "submitted" && !row.copied && submittedAt !== null && !(await isSettled(db, projectId, { traceId: row.traceId, pass: row.pass, submittedAt, assignmentId: row.assignment })),
  })));
  const last = page.at(-1);
  return {
    claims: held.map(({ externalId, leaseUntil, prefetched: _ahead, ...claim }) => ({ ...claim, title: titleOf({ traceId: claim.traceId, externalId }), leaseUntil: leaseUntil.toISOString(), late: leaseUntil <= now })),
    lines, next: rows.length > PAGE && last ? `${last.updatedAt.toISOString()} ${last.annotation}` : null,
    qualifications: judged.filter(({ membershipId }) => membershipId === member.id).flatMap(({ roundId, f1, passed }) => {
      const round = all.find(({ id }) => id === roundId);
      return round && round.passMark !== null ? [{ round: round.name, f1, passed, passMark: round.passMark }] : [];
    }),
  };
}

function readCursor(cursor: string | undefined): { readonly at: Date; readonly id: string } | undefined {
  const [at, id] = (cursor ?? "").split(" ");
  const date = new Date(at ?? "");
  return id !== undefined && !Number.isNaN(date.getTime()) ? { at: date, id } : undefined;
}
