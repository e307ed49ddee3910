import type { Annotation } from "../annotation";
import { emptyAnnotation } from "../annotation";
import type { AnnotationContext } from "../context";
import { foldLog } from "../fold";
import type { Operation } from "../operation";
import { planAppend } from "../plan-append";
import type { Refusal } from "../refusal";

export type Answered =
  | { readonly status: 200; readonly revision: number }
  | { readonly status: 409; readonly revision: number; readonly missing: readonly Operation[] }
  | { readonly status: 422; readonly refusal: Refusal };

/** The operations protocol of contract.md over a log in memory: what the HTTP route does with a database. */
export class SimulatedServer {
  readonly log: Operation[] = [];

  constructor(private readonly context: AnnotationContext) {}

  read(): Annotation {
    return foldLog(this.log, emptyAnnotation);
  }

  post(revision: number, operations: readonly Operation[]): Answered {
    // Through JSON, as the wire does, so that nothing is shared by reference.
    const sent = JSON.parse(JSON.stringify(operations)) as Operation[];
    const plan = planAppend(this.read(), new Map(this.log.map((operation) => [operation.opId, operation])), revision, sent, this.context);
    if (!plan.ok) return { status: 422, refusal: plan.error };
    if (plan.value.kind === "stale") return { status: 409, revision: this.log.length, missing: this.log.slice(revision) };
    if (plan.value.kind === "append") this.log.push(...plan.value.operations);
    return { status: 200, revision: this.log.length };
  }
}
