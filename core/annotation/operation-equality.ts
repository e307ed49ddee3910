import type { Operation } from "./operation";
import { isSameValue } from "./same-value";
import type { WireOperation } from "./wire-operation";
import { isRemovalById } from "./wire-operation";

/** Whether a resent operation is the one that is logged under its opId.
 *  A removal sent by id alone matches the logged removal of that id, which carries the whole span. */
export function isSameOperation(logged: Operation, sent: WireOperation): boolean {
  if (logged.opId !== sent.opId || logged.type !== sent.type) return false;
  if (!isRemovalById(sent)) return isSameValue(logged, sent);
  if (logged.type === "removeSpan") return logged.span.id === sent.id;
  return logged.type === "removeRelation" && logged.relation.id === sent.id;
}
