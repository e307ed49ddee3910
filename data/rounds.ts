import type { Pass } from "@/core/annotation/annotation";
import type { Database } from "./database";
import { isUniqueViolation } from "./database";
import type { Round as Row } from "./generated/client";

/** A round of annotation; plan, blinding and suggestion policy are the input of the pure plan in core/rounds, as JSON. */
export interface Round {
  readonly id: string;
  readonly name: string;
  readonly pass: Pass;
  readonly codebookId: string;
  readonly seed: number;
  readonly plan: Readonly<Record<string, unknown>>;
  readonly blinding: Readonly<Record<string, unknown>>;
  readonly suggesting: Readonly<Record<string, unknown>>;
  /** Score on the qualification items from which the rest may be claimed; null: none is asked. */
  readonly passMark: number | null;
  /** Items between two traces of one prompt. */
  readonly promptGap: number;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
}

type Json = NonNullable<Parameters<Database["prisma"]["round"]["create"]>[0]>["data"]["plan"];

/** null when the name is taken. */
export async function createRound(db: Database, projectId: string, { now, ...round }: Omit<Round, "createdAt" | "closedAt" | "passMark" | "promptGap"> & { readonly now: Date }): Promise<Round | null> {
  try {
    return toRound(await db.prisma.round.create({
      data: { ...round, projectId, plan: round.plan as Json, blinding: round.blinding as Json, suggesting: round.suggesting as Json, createdAt: now },
    }));
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

export const rounds = async (db: Database, projectId: string): Promise<Round[]> =>
  (await db.prisma.round.findMany({ where: { projectId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] })).map(toRound);

/** A project whose rounds include a truth pass runs the two apart; in all others both are done at once. */
export const runsTwoPasses = async (db: Database, projectId: string): Promise<boolean> => (await rounds(db, projectId)).some(({ pass }) => pass === "truth");

export async function roundById(db: Database, projectId: string, id: string): Promise<Round | null> {
  const row = await db.prisma.round.findUnique({ where: { projectId_id: { projectId, id } } });
  return row && toRound(row);
}

/** Nothing more is claimed from it; work under way may be finished. */
export const closeRound = async (db: Database, projectId: string, id: string, now: Date): Promise<boolean> =>
  (await db.prisma.round.updateMany({ where: { projectId, id, closedAt: null }, data: { closedAt: now } })).count > 0;

const toRound = ({ projectId: _project, ...row }: Row): Round => ({
  ...row, pass: row.pass as Pass, plan: row.plan as Readonly<Record<string, unknown>>, blinding: row.blinding as Readonly<Record<string, unknown>>, suggesting: row.suggesting as Readonly<Record<string, unknown>>,
});
