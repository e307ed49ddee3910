-- Layers of others that an annotator had in view since their work was submitted: they count once it is reopened.
ALTER TABLE "annotation" ADD COLUMN "layers_seen_since" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
