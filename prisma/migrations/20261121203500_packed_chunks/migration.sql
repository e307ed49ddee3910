-- A chunk of a release's text is kept as Brotli made it, outside the database and beside its work: a fourth of the bytes go through the log and to the disk. What is stored already, and what came packed, stays as it is.
ALTER TABLE "stored_chunk" ADD COLUMN "packed" BOOLEAN NOT NULL DEFAULT false;
