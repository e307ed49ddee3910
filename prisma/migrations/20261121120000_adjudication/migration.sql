-- CreateTable
CREATE TABLE "adjudication_decision" (
    "project_id" TEXT NOT NULL,
    "annotation_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "group_key" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "layer" TEXT,
    "span_id" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "account_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "adjudication_decision_pkey" PRIMARY KEY ("project_id","annotation_id","id")
);
