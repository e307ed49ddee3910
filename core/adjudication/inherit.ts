import type { Annotation } from "../annotation/annotation";
import type { AlignedGroup, Alignment } from "./align-layers";
import type { Decision, Decisions } from "./decision";
import { memberKey } from "./layer";

/** The decision on a group that a changed original dissolved, for the group that took over one of its members: settling the new group then replaces the gold span of the old one.
 *  Null when the group has a decision of its own, or nothing is left to take over. */
export function inheritedDecision(group: AlignedGroup, alignment: Alignment, decisions: Decisions, gold: Annotation): Decision | null {
  if (decisions.has(group.key)) return null;
  const present = new Set(alignment.groups.map(({ key }) => key));
  const mine = new Set(group.members.map(memberKey));
  return [...decisions.values()].find((decision) =>
    !present.has(decision.group) && decision.span !== null && gold.spans.has(decision.span) && decision.group.split(" ").some((member) => mine.has(member))) ?? null;
}
