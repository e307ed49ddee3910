-- CreateTable
CREATE TABLE "suggestion_rejection" (
    "project_id" TEXT NOT NULL,
    "annotation_id" TEXT NOT NULL,
    "layer" TEXT NOT NULL,
    "span_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suggestion_rejection_pkey" PRIMARY KEY ("project_id","annotation_id","layer","span_id")
);

-- CreateTable
CREATE TABLE "ranking" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "prompt_sha256" TEXT NOT NULL,
    "membership_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "tiers" JSONB NOT NULL DEFAULT '[]',
    "ratings" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ranking_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ranking_project_id_prompt_sha256_membership_id_key" ON "ranking"("project_id", "prompt_sha256", "membership_id");
