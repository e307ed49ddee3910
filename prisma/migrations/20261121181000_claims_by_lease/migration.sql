-- Claims whose lease ran out are found by their lease: by their place, every claim needed a look at all live ones.
-- The lease stands first, so that nothing but a lease is looked up here; what a member holds has an index of its own.
CREATE INDEX "assignment_lease_idx" ON "assignment"("lease_until", "project_id") WHERE "status" = 'claimed';
DROP INDEX "assignment_leased_idx";
