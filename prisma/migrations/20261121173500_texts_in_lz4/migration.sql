-- Long texts are packed by LZ4 where the server has it: it packs and unpacks several times faster than pglz, a little looser. What is stored already stays as it is.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE "trace" ALTER COLUMN "cot" SET COMPRESSION lz4, ALTER COLUMN "answer" SET COMPRESSION lz4, ALTER COLUMN "source" SET COMPRESSION lz4;
    ALTER TABLE "prompt" ALTER COLUMN "text" SET COMPRESSION lz4;
    ALTER TABLE "annotation" ALTER COLUMN "fold" SET COMPRESSION lz4;
  END IF;
END $$;
