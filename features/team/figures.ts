import type { Pass } from "@/core/annotation/annotation";
import { annotatorFigures } from "@/core/rounds/annotator-figures";
import type { Database } from "@/data/database";
import { memberItems } from "@/data/member-items";
import type { ActorMembership } from "@/web/actor";

/** Newest traces that the figures look at: what somebody did long ago says little about how they work now. */
const MOST = 500;

/** Figures about a person are for that person and for owners. */
export const mayReadFigures = (viewer: ActorMembership, memberId: string): boolean => viewer.id === memberId || viewer.role === "owner";

/** To an annotator nothing that would tell which items of a round in progress are hidden gold. */
export const figuresFor = async (db: Database, projectId: string, viewer: ActorMembership, memberId: string, pass: Pass) => annotatorFigures(await memberItems(db, projectId, memberId, pass, MOST, viewer.role === "annotator"));
