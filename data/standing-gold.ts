/** The gold annotation of a trace and pass that stands, as a lateral subquery with its id and status. There is one a codebook version: a new version gets a copy (jobs/migrate-gold.ts).
 *  The newest one counts, as soon as two annotators have finished under its version; until then a submitted one of an earlier version that can still be laid beside its layers. */
export const standingGold = (project: string, trace: string, pass: string): string => `(
  SELECT g."id", g."status" FROM (
    SELECT g.*, c."published_at", c."version", row_number() OVER (ORDER BY c."published_at" DESC, c."version" DESC) = 1 AS newest
    FROM "annotation" g JOIN "codebook_version" c ON c."project_id" = g."project_id" AND c."id" = g."codebook_id"
    WHERE g."project_id" = ${project} AND g."trace_id" = ${trace} AND g."pass" = ${pass} AND g."layer" = 'gold' AND ${begunSql("g")}) g
  ORDER BY ((g.newest OR g."status" = 'submitted') AND (SELECT count(DISTINCT l."layer") FROM "annotation" l
      WHERE l."project_id" = ${project} AND l."trace_id" = ${trace} AND l."pass" = ${pass} AND l."codebook_id" = g."codebook_id" AND l."status" = 'submitted' AND l."layer" LIKE 'annotator:%') >= 2) DESC,
    g."published_at" DESC, g."version" DESC LIMIT 1)`;

/** Whether the gold annotation under this name in a statement was begun: it has an operation, or a decision (rejecting what was never in the gold appends no operation). */
export const begunSql = (g: string): string =>
  `(${g}."revision" > 0 OR EXISTS (SELECT FROM "adjudication_decision" d WHERE d."project_id" = ${g}."project_id" AND d."annotation_id" = ${g}."id"))`;
