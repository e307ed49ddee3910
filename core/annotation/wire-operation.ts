import type { Change, Operation } from "./operation";

/** A removal that names just the id; the server looks up what it takes away. */
export interface RemovalById {
  readonly opId: string;
  readonly type: "removeSpan" | "removeRelation";
  readonly id: string;
}

/** An operation as it may be sent. */
export type WireOperation = ({ readonly opId: string } & Change) | RemovalById;

export const isRemovalById = (operation: WireOperation): operation is RemovalById => (operation.type === "removeSpan" || operation.type === "removeRelation") && "id" in operation;

/** Whether an operation says all that its inverse needs. */
export const isWhole = (operation: WireOperation): operation is Operation => !isRemovalById(operation);
