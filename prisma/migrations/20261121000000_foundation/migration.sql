-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "admin" BOOLEAN NOT NULL DEFAULT false,
    "preferences" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deactivated_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "project_id" TEXT,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_window" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_window_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "project" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "account_id" TEXT,
    "handle" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deactivated_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_by" TEXT,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "codebook_version" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "migration" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "codebook_version_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "prompt" (
    "project_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "length" INTEGER NOT NULL,

    CONSTRAINT "prompt_pkey" PRIMARY KEY ("project_id","sha256")
);

-- CreateTable
CREATE TABLE "run" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "checkpoint" TEXT NOT NULL,
    "step" INTEGER,
    "training_seed" INTEGER,

    CONSTRAINT "run_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "trace" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "import_id" TEXT,
    "sample" INTEGER NOT NULL,
    "cot" TEXT NOT NULL,
    "answer" TEXT,
    "prompt_sha256" TEXT NOT NULL,
    "cot_sha256" TEXT NOT NULL,
    "answer_sha256" TEXT,
    "prompt_length" INTEGER NOT NULL,
    "cot_length" INTEGER NOT NULL,
    "answer_length" INTEGER NOT NULL,
    "tokens" INTEGER,
    "step_ends" INTEGER[],
    "segmenter" TEXT NOT NULL,
    "excluded" JSONB NOT NULL DEFAULT '[]',
    "truncated" BOOLEAN NOT NULL DEFAULT false,
    "repairs" INTEGER NOT NULL DEFAULT 0,
    "reference_answer" TEXT,
    "correct" BOOLEAN,
    "dataset" TEXT,
    "language" TEXT,
    "reward" DOUBLE PRECISION,
    "kl" DOUBLE PRECISION,
    "decoding" JSONB NOT NULL DEFAULT '{}',
    "metadata" TEXT NOT NULL DEFAULT '{}',
    "searchable" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trace_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "round" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "pass" TEXT NOT NULL,
    "codebook_id" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "plan" JSONB NOT NULL,
    "blinding" JSONB NOT NULL DEFAULT '{}',
    "suggesting" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "round_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "round_id" TEXT,
    "trace_id" TEXT NOT NULL,
    "membership_id" TEXT,
    "claimed_by" TEXT,
    "pass" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'main',
    "status" TEXT NOT NULL DEFAULT 'open',
    "position" INTEGER NOT NULL DEFAULT 0,
    "stratum" TEXT NOT NULL DEFAULT '',
    "inclusion_probability" DOUBLE PRECISION,
    "suggestions_shown" BOOLEAN NOT NULL DEFAULT false,
    "prefetched" BOOLEAN NOT NULL DEFAULT false,
    "lease_until" TIMESTAMPTZ(3),
    "claimed_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "annotation" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "trace_id" TEXT NOT NULL,
    "layer" TEXT NOT NULL,
    "membership_id" TEXT,
    "assignment_id" TEXT,
    "slot" TEXT NOT NULL DEFAULT 'ad-hoc',
    "pass" TEXT NOT NULL,
    "codebook_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "flagged" BOOLEAN NOT NULL DEFAULT false,
    "empty" BOOLEAN NOT NULL DEFAULT false,
    "labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "span_count" INTEGER NOT NULL DEFAULT 0,
    "digest" TEXT,
    "fold" TEXT,
    "fold_revision" INTEGER NOT NULL DEFAULT 0,
    "imported_revision" INTEGER,
    "imported_log" INTEGER NOT NULL DEFAULT 0,
    "imported_coverage" JSONB,
    "imported_seconds" INTEGER,
    "suggestions_shown" BOOLEAN NOT NULL DEFAULT false,
    "provenance" JSONB NOT NULL DEFAULT '{}',
    "submitted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotation_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "annotation_operation" (
    "project_id" TEXT NOT NULL,
    "annotation_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "op_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "account_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotation_operation_pkey" PRIMARY KEY ("project_id","annotation_id","seq")
);

-- CreateTable
CREATE TABLE "reading" (
    "project_id" TEXT NOT NULL,
    "annotation_id" TEXT NOT NULL,
    "tab" TEXT NOT NULL,
    "regions" JSONB NOT NULL DEFAULT '[]',
    "active_seconds" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "reading_pkey" PRIMARY KEY ("project_id","annotation_id","tab")
);

-- CreateTable
CREATE TABLE "detector" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "config" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "detector_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "detector_output" (
    "project_id" TEXT NOT NULL,
    "detector_id" TEXT NOT NULL,
    "trace_id" TEXT NOT NULL,
    "spans" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "detector_output_pkey" PRIMARY KEY ("project_id","detector_id","trace_id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "owner_kind" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size" BIGINT NOT NULL DEFAULT 0,
    "complete" BOOLEAN NOT NULL DEFAULT false,
    "sha256" TEXT,
    "crc32" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "stored_chunk" (
    "project_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "start" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "stored_chunk_pkey" PRIMARY KEY ("project_id","file_id","start")
);

-- CreateTable
CREATE TABLE "import" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "plan" JSONB NOT NULL DEFAULT '{}',
    "read" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "position" JSONB NOT NULL DEFAULT '{}',
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "error" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "import_reject" (
    "project_id" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "file" TEXT NOT NULL,
    "line" INTEGER,
    "byte_offset" BIGINT,
    "reason" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "import_reject_pkey" PRIMARY KEY ("project_id","import_id","ordinal")
);

-- CreateTable
CREATE TABLE "release" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "manifest" JSONB,
    "error" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "frozen_at" TIMESTAMPTZ(3),

    CONSTRAINT "release_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "released_trace" (
    "project_id" TEXT NOT NULL,
    "release_id" TEXT NOT NULL,
    "trace_id" TEXT NOT NULL,

    CONSTRAINT "released_trace_pkey" PRIMARY KEY ("project_id","release_id","trace_id")
);

-- CreateTable
CREATE TABLE "job" (
    "id" TEXT NOT NULL,
    "project_id" TEXT,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "progress" JSONB NOT NULL DEFAULT '{}',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "held_by" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" TEXT NOT NULL,
    "project_id" TEXT,
    "account_id" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "account"("email");

-- CreateIndex
CREATE INDEX "session_account_id_idx" ON "session"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token"("hash");

-- CreateIndex
CREATE INDEX "api_token_account_id_idx" ON "api_token"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_slug_key" ON "project"("slug");

-- CreateIndex
CREATE INDEX "membership_account_id_idx" ON "membership"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_project_id_handle_key" ON "membership"("project_id", "handle");

-- CreateIndex
CREATE UNIQUE INDEX "membership_project_id_account_id_key" ON "membership"("project_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_hash_key" ON "invitation"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "codebook_version_project_id_key_version_key" ON "codebook_version"("project_id", "key", "version");

-- CreateIndex
CREATE UNIQUE INDEX "run_project_id_model_checkpoint_step_training_seed_key" ON "run"("project_id", "model", "checkpoint", "step", "training_seed") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "trace_project_id_prompt_sha256_idx" ON "trace"("project_id", "prompt_sha256");

-- CreateIndex
CREATE INDEX "trace_project_id_run_id_idx" ON "trace"("project_id", "run_id");

-- CreateIndex
CREATE UNIQUE INDEX "trace_project_id_external_id_key" ON "trace"("project_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "trace_project_id_identity_key" ON "trace"("project_id", "identity");

-- CreateIndex
CREATE UNIQUE INDEX "round_project_id_name_key" ON "round"("project_id", "name");

-- CreateIndex
CREATE INDEX "assignment_project_id_round_id_idx" ON "assignment"("project_id", "round_id");

-- CreateIndex
CREATE INDEX "assignment_project_id_trace_id_idx" ON "assignment"("project_id", "trace_id");

-- CreateIndex
CREATE INDEX "assignment_project_id_claimed_by_status_idx" ON "assignment"("project_id", "claimed_by", "status");

-- CreateIndex
CREATE INDEX "annotation_project_id_membership_id_idx" ON "annotation"("project_id", "membership_id");

-- CreateIndex
CREATE UNIQUE INDEX "annotation_project_id_trace_id_layer_slot_pass_key" ON "annotation"("project_id", "trace_id", "layer", "slot", "pass");

-- CreateIndex
CREATE UNIQUE INDEX "annotation_operation_project_id_annotation_id_op_id_key" ON "annotation_operation"("project_id", "annotation_id", "op_id");

-- CreateIndex
CREATE UNIQUE INDEX "detector_project_id_name_version_key" ON "detector"("project_id", "name", "version");

-- CreateIndex
CREATE INDEX "detector_output_project_id_trace_id_idx" ON "detector_output"("project_id", "trace_id");

-- CreateIndex
CREATE UNIQUE INDEX "stored_file_project_id_owner_kind_owner_id_path_key" ON "stored_file"("project_id", "owner_kind", "owner_id", "path");

-- CreateIndex
CREATE INDEX "released_trace_project_id_trace_id_idx" ON "released_trace"("project_id", "trace_id");

-- CreateIndex
CREATE INDEX "job_state_created_at_idx" ON "job"("state", "created_at");

-- CreateIndex
CREATE INDEX "job_project_id_kind_idx" ON "job"("project_id", "kind");

-- CreateIndex
CREATE INDEX "audit_event_project_id_at_idx" ON "audit_event"("project_id", "at");

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- From here on by hand: what the Prisma schema cannot say.

-- Byte order of external ids is the order of every release (contract.md); the column's own unique index then serves it.
ALTER TABLE "trace" ALTER COLUMN "external_id" TYPE TEXT COLLATE "C";

-- A member holds at most one live claim of a round and one fetched ahead: two clicks at once cannot claim twice.
CREATE UNIQUE INDEX "assignment_one_claim_key" ON "assignment"("project_id", "claimed_by", COALESCE("round_id", ''), "prefetched") WHERE "status" = 'claimed';

-- The three places where a claim looks: leases that may have run out, what is meant for a member, what is for anybody; each in queue order.
CREATE INDEX "assignment_leased_idx" ON "assignment"("project_id", "position", "id") WHERE "status" = 'claimed';
CREATE INDEX "assignment_meant_idx" ON "assignment"("project_id", "membership_id", "position", "id") WHERE "status" = 'open';
CREATE INDEX "assignment_pool_idx" ON "assignment"("project_id", "position", "id") WHERE "status" = 'open' AND "membership_id" IS NULL;

-- Chunks are mostly compressed already, and are read once: trying to compress them again only costs time.
ALTER TABLE "stored_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
-- Texts compress several times faster with LZ4, where the server was built with it (PGlite is not).
DO $$ BEGIN
  ALTER TABLE "trace" ALTER COLUMN "cot" SET COMPRESSION lz4;
  ALTER TABLE "trace" ALTER COLUMN "source" SET COMPRESSION lz4;
  ALTER TABLE "annotation" ALTER COLUMN "fold" SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN NULL;
END $$;
-- Heads are rewritten at every save: room on the page lets the new version stay beside the old one without touching an index.
ALTER TABLE "annotation" SET (fillfactor = 70);
ALTER TABLE "assignment" SET (fillfactor = 70);

ALTER TABLE "api_token" ADD CONSTRAINT "api_token_scope_check" CHECK ("scope" IN ('read', 'write', 'admin'));
ALTER TABLE "membership" ADD CONSTRAINT "membership_role_check" CHECK ("role" IN ('viewer', 'annotator', 'adjudicator', 'researcher', 'owner'));
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_role_check" CHECK ("role" IN ('viewer', 'annotator', 'adjudicator', 'researcher', 'owner'));
ALTER TABLE "codebook_version" ADD CONSTRAINT "codebook_version_status_check" CHECK ("status" IN ('draft', 'published'));
ALTER TABLE "trace" ADD CONSTRAINT "trace_length_check" CHECK ("prompt_length" >= 0 AND "cot_length" >= 0 AND "answer_length" >= 0 AND "repairs" >= 0 AND "sample" >= 0);
ALTER TABLE "round" ADD CONSTRAINT "round_pass_check" CHECK ("pass" IN ('behaviour', 'truth'));
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_status_check" CHECK ("status" IN ('open', 'claimed', 'submitted', 'skipped', 'withdrawn') AND "pass" IN ('behaviour', 'truth'));
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_claim_check" CHECK ("status" <> 'claimed' OR ("claimed_by" IS NOT NULL AND "lease_until" IS NOT NULL));
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_state_check" CHECK ("status" IN ('draft', 'submitted') AND "pass" IN ('behaviour', 'truth'));
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_revision_check" CHECK ("revision" >= 0 AND "fold_revision" BETWEEN 0 AND "revision" AND "span_count" >= 0);
ALTER TABLE "annotation_operation" ADD CONSTRAINT "annotation_operation_seq_check" CHECK ("seq" > 0);
ALTER TABLE "stored_chunk" ADD CONSTRAINT "stored_chunk_size_check" CHECK (octet_length("bytes") BETWEEN 1 AND 1000000);
ALTER TABLE "import" ADD CONSTRAINT "import_state_check" CHECK ("state" IN ('uploading', 'planned', 'queued', 'running', 'done', 'failed', 'cancelled'));
ALTER TABLE "release" ADD CONSTRAINT "release_state_check" CHECK ("state" IN ('building', 'frozen', 'failed', 'cancelled'));
ALTER TABLE "job" ADD CONSTRAINT "job_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'failed', 'cancelled'));

-- What must never change is refused here, whoever asks.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "annotation_operation_append_only" BEFORE UPDATE ON "annotation_operation" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "trace_immutable" BEFORE UPDATE OF "id", "external_id", "identity", "prompt_sha256", "run_id", "sample", "cot", "answer" ON "trace" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "prompt_immutable" BEFORE UPDATE ON "prompt" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
