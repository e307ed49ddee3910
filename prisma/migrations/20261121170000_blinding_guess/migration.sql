-- What annotators of a blind round think of a trace that they have just submitted: a test of the blinding.
CREATE TABLE "blinding_guess" (
    "project_id" TEXT NOT NULL,
    "assignment_id" TEXT NOT NULL,
    "membership_id" TEXT NOT NULL,
    "trace_id" TEXT NOT NULL,
    "guess" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blinding_guess_pkey" PRIMARY KEY ("project_id","assignment_id")
);
