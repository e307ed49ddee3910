import type { Change, Operation } from "./operation";

type Removal = "removeSpan" | "removeRelation";

/** An operation as it may be sent: removals may name just the id; the server looks up what they take away. */
export type WireOperation = { readonly opId: string } & WireChange;

export type WireChange =
  | Change
  | { readonly type: Removal; readonly id: string };

/** Whether an operation says all that its inverse needs. */
export const isWhole = (operation: WireOperation): operation is Operation => !((operation.type === "removeSpan" || operation.type === "removeRelation") && "id" in operation);
