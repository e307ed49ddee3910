import type { Change, Operation } from "./operation";

/** The operation that takes an operation back, under an id of its own. Its inverse is the first again. */
export const invert = (operation: Operation, opId: string): Operation => ({ opId, ...inverseOf(operation) });

function inverseOf(change: Change): Change {
  switch (change.type) {
    case "addSpan": return { type: "removeSpan", span: change.span };
    case "removeSpan": return { type: "addSpan", span: change.span };
    case "changeSpan": return { type: "changeSpan", id: change.id, from: change.to, to: change.from };
    case "addRelation": return { type: "removeRelation", relation: change.relation };
    case "removeRelation": return { type: "addRelation", relation: change.relation };
    case "changeRelation": return { type: "changeRelation", id: change.id, from: change.to, to: change.from };
    case "setAnswer": return { type: "setAnswer", question: change.question, from: change.to, to: change.from };
    case "setFlag": return { type: "setFlag", from: change.to, to: change.from };
    case "setEmpty": return { type: "setEmpty", from: change.to, to: change.from };
    case "submit": return { type: "reopen" };
    case "reopen": return { type: "submit" };
  }
}

/** The operations that take a batch back: the inverses, last first. */
export const invertAll = (operations: readonly Operation[], newId: () => string): Operation[] =>
  operations.toReversed().map((operation) => invert(operation, newId()));
