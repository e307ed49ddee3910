-- What a new codebook version asks again: the item is about work that its author submitted before, whose draft copy waits in it. Null: an ordinary item.
ALTER TABLE "assignment" ADD COLUMN "asks_again" TEXT;
-- What a member was given, in order of time: the gap between traces of one prompt looks at the last of it. It also serves who looked by member and status, over fewer rows.
CREATE INDEX "assignment_given_idx" ON "assignment"("project_id", "claimed_by", "claimed_at") WHERE "claimed_by" IS NOT NULL;
DROP INDEX "assignment_project_id_claimed_by_status_idx";
-- Items between two traces of one prompt, for whoever claims from a pool; the plan holds it for items that are meant for somebody.
ALTER TABLE "round" ADD COLUMN "prompt_gap" INTEGER NOT NULL DEFAULT 10;
