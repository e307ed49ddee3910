import type { Database } from "@/data/database";
import { membershipBySlug } from "@/data/memberships";
import type { ActorMembership, ProjectScope } from "./actor";
import { processWide } from "./process-wide";
import { recent } from "./recent";

export interface Place {
  readonly project: ProjectScope;
  readonly membership: ActorMembership;
}

const seen = processWide("places", () => recent<Place | null>({ most: 20_000, lifetime: 2000, keep: (place) => place !== null }));

/** An account's place in the project of a slug. null when there is no such project, it was deleted, or it is none of the account's business:
 *  who asks must not learn which. */
export const placeOf = async (db: Database, accountId: string, slug: string): Promise<Place | null> =>
  !SLUG.test(slug) ? null : seen.get(`${accountId}/${slug}`, () => membershipBySlug(db, accountId, slug));

/** What every slug matches; nothing else is worth a question to the database, which could not even hold some of it (U+0000). */
const SLUG = /^[a-z0-9-]{1,64}$/;

/** After a change of roles, members or projects in this process. */
export const forgetPlaces = (): void => seen.forgetAll();
