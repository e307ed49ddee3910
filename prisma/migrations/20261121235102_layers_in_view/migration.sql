-- Layers of detectors that an annotator had in view while labelling, as suggestions or beside the text, whoever switched them on.
ALTER TABLE "annotation" ADD COLUMN "layers_in_view" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
