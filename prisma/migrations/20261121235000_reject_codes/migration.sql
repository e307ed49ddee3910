-- Why a row was rejected, as a code with what stands in it, beside the English sentence: the page says it in the reader's language. Rows that were rejected before have the sentence alone.
ALTER TABLE "import_reject" ADD COLUMN "code" TEXT, ADD COLUMN "params" JSONB;
