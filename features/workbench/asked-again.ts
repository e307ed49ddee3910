import { z } from "zod";
import { migrateAnnotation } from "@/core/codebook/migrate";
import type { Lost } from "@/core/codebook/migrate";
import type { Annotation } from "@/core/annotation/annotation";
import type { Codebook, Localized } from "@/core/codebook/codebook";
import { decideAll, migrationStepSchema } from "@/core/codebook/migration-plan";
import type { HeldAnnotation } from "@/data/annotations";
import { refreshed } from "@/data/annotations";
import type { CodebookVersion } from "@/data/codebooks";
import type { Database } from "@/data/database";
import type { AskedPlace } from "./opening";
import { codebookOf } from "./own-annotation";

/** What the version of a draft asks about again: each place with what its author said there under the version before. [] for work that is nobody's second look. */
export async function askedPlaces(db: Database, projectId: string, { head }: HeldAnnotation, version: CodebookVersion): Promise<readonly AskedPlace[]> {
  const original = typeof head.provenance["askedAgain"] === "string" ? await refreshed(db, projectId, head.provenance["askedAgain"]) : null;
  if (!original) return [];
  const former = await codebookOf(db, projectId, original.head.codebookId);
  const steps = z.array(migrationStepSchema).safeParse(version.migration);
  const migrated = migrateAnnotation(original.annotation, former.body, former.version, version.body, decideAll(former.body, version.body, steps.success ? steps.data : []));
  return migrated.ok ? migrated.value.lost.filter(({ why }) => why === "ask-again").map((lost) => placeOf(lost, original.annotation, former.body)) : [];
}

function placeOf({ span: spanId, attribute: key, relation: relationId, question: asked }: Lost, annotation: Annotation, former: Codebook): AskedPlace {
  if (asked !== undefined) return { place: null, said: named([former.questions.find((question) => question.key === asked)?.name]) };
  const relation = relationId === undefined ? undefined : annotation.relations.get(relationId);
  const span = annotation.spans.get(spanId ?? relation?.from ?? "");
  const label = former.labels.find((one) => one.key === span?.label);
  const attribute = label?.attributes.find((one) => one.key === key);
  const value = attribute?.values.find((one) => one.value === span?.attributes[attribute.key]);
  return {
    place: span ? { field: span.field, start: span.start, end: span.end, quote: span.quote } : null,
    said: named([label?.name, attribute?.name, value?.name, former.relations.find((one) => one.key === relation?.type)?.name]),
  };
}

const named = (names: readonly (Localized | undefined)[]): Localized[] => names.filter((name) => name !== undefined);
