import { seededRandom, shuffled } from "../statistics/random";

/** Which traces are labelled by whom. */
export interface RoundDesign {
  readonly traces: readonly string[];
  /** Membership ids; empty: a pool from which whoever claims takes the next. */
  readonly annotators: readonly string[];
  /** Number of people who label each trace, at least 1; at most the number of annotators where they are named. */
  readonly overlap: number;
  readonly seed: number;
}

export interface PlannedAssignment {
  readonly traceId: string;
  readonly membershipId: string | null;
  /** Place in the queue from which it is taken: the annotator's own, or the pool's. */
  readonly position: number;
}

/** The simple plan: every trace gets `overlap` assignments; the load of any two annotators differs by at most one; the order is shuffled anew for each annotator,
 *  so that place in the queue and trace are not confounded. A pool hands out every trace once before any trace a second time. The same seed gives the same plan.
 *  @throws RangeError for an overlap that the annotators cannot give */
export function planAssignments({ traces, annotators, overlap, seed }: RoundDesign): PlannedAssignment[] {
  if (!Number.isInteger(overlap) || overlap < 1 || (annotators.length > 0 && overlap > annotators.length)) {
    throw new RangeError(`an overlap of ${overlap} cannot be made of ${annotators.length} annotators`);
  }
  const random = seededRandom(seed);
  const order = shuffled(traces, random);
  if (annotators.length === 0) {
    return Array.from({ length: overlap }, (_, copy) => order.map((traceId, at) => ({ traceId, membershipId: null, position: copy * order.length + at }))).flat();
  }
  // Dealt like cards: trace after trace takes the next `overlap` people around the table.
  const table = shuffled(annotators, random);
  const hands = new Map<string, string[]>(table.map((membershipId) => [membershipId, []]));
  order.forEach((traceId, at) => {
    for (let k = 0; k < overlap; k++) hands.get(table[(at * overlap + k) % table.length]!)!.push(traceId);
  });
  return [...hands].flatMap(([membershipId, hand]) => shuffled(hand, random).map((traceId, position) => ({ traceId, membershipId, position })));
}
