-- The order in which an adjudication was decided: times of several servers, or of one millisecond, do not tell. What all agree on comes before the first step.
ALTER TABLE "adjudication_decision" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
UPDATE "adjudication_decision" d SET "seq" = o.place
FROM (SELECT "project_id", "annotation_id", "id", row_number() OVER (PARTITION BY "project_id", "annotation_id" ORDER BY "at", "choice" <> 'agreed', "id") AS place FROM "adjudication_decision") o
WHERE o."project_id" = d."project_id" AND o."annotation_id" = d."annotation_id" AND o."id" = d."id";
