-- A round with a pass mark hands out the rest of its items only to who reached it.
ALTER TABLE "round" ADD COLUMN "pass_mark" DOUBLE PRECISION;

-- The stretch of a very long chain of thought that an assignment is about, in code points; null: all of it.
ALTER TABLE "assignment" ADD COLUMN "window_start" INTEGER, ADD COLUMN "window_end" INTEGER;

CREATE TABLE "qualification" (
    "project_id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "membership_id" TEXT NOT NULL,
    "f1" DOUBLE PRECISION,
    "passed" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "qualification_pkey" PRIMARY KEY ("project_id","round_id","membership_id")
);

CREATE TABLE "round_copy" (
    "project_id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "trace_id" TEXT NOT NULL,
    "of_trace_id" TEXT NOT NULL,
    "stratum" TEXT NOT NULL DEFAULT '',
    "inclusion_probability" DOUBLE PRECISION,

    CONSTRAINT "round_copy_pkey" PRIMARY KEY ("project_id","round_id","trace_id")
);
CREATE INDEX "round_copy_project_id_round_id_of_trace_id_idx" ON "round_copy"("project_id", "round_id", "of_trace_id");

CREATE TABLE "flag_answer" (
    "project_id" TEXT NOT NULL,
    "annotation_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "account_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flag_answer_pkey" PRIMARY KEY ("project_id","annotation_id","id")
);
