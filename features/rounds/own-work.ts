import type { Database } from "@/data/database";
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
  /** Submitted, and nothing was built upon it: its author may take it up again. */
  readonly reopens: boolean;
}

export interface OwnQualification {
  readonly round: string;
  readonly f1: number | null;
  readonly passMark: number;
  readonly passed: boolean;
}

export interface OwnWorkView {
  readonly lines: readonly OwnLine[];
  readonly next: string | null;
  readonly qualifications: readonly OwnQualification[];
}

const PAGE = 50;

/** A member's own annotations, changed last first, and how their qualification went. Names that a blind round hides are left out. */
export async function ownWorkView(db: Database, projectId: string, member: ActorMembership, cursor: string | undefined): Promise<OwnWorkView> {
  const [rows, judged, all] = await Promise.all([ownWork(db, projectId, member.id, { limit: PAGE + 1, before: readCursor(cursor) }), qualifications(db, projectId), rounds(db, projectId)]);
  const page = rows.slice(0, PAGE);
  const hidden = await hiddenOfTraces(db, projectId, member, page.map(({ traceId }) => traceId));
  const lines = await Promise.all(page.map(async ({ externalId, spanCount, submittedAt, updatedAt, ...row }): Promise<OwnLine> => ({
    ...row, spans: spanCount, at: (submittedAt ?? updatedAt).toISOString(), title: hidden.get(row.traceId)?.has("externalId") ? row.traceId.slice(0, 8) : externalId,
    reopens: row.status === "submitted" && !row.copied && submittedAt !== null && !(await isSettled(db, projectId, { traceId: row.traceId, pass: row.pass, submittedAt })),
  })));
  const last = page.at(-1);
  return {
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
