/** With which probability a plan drew the trace of annotation `a`, whose assignment is `s`. Gold has no assignment: it stands on the work of those who read the trace, and the first of them with a probability says it. */
export const INCLUSION_PROBABILITY = `coalesce(s."inclusion_probability", CASE WHEN a."layer" = 'gold' THEN (
  SELECT x."inclusion_probability" FROM "annotation" b JOIN "assignment" x ON x."project_id" = b."project_id" AND x."id" = b."assignment_id"
  WHERE b."project_id" = a."project_id" AND b."trace_id" = a."trace_id" AND b."status" = 'submitted' AND x."inclusion_probability" IS NOT NULL ORDER BY b."submitted_at", b."id" LIMIT 1) END)`;
