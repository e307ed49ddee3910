import type { ReleaseFacts } from "@/core/formats/manifest";
import type { ReleaseTrace } from "@/core/formats/native-record";

/** What a release's rows hold, counted while they pass by. */
export class ReleaseTally {
  readonly counts: { -readonly [Kind in keyof ReleaseFacts["counts"]]: number } = { traces: 0, annotations: 0, spans: 0, relations: 0, answers: 0 };
  readonly languages = new Set<string>();
  readonly models = new Set<string>();
  readonly layers = new Set<string>();
  /** "key version" of each codebook version that an annotation names. */
  readonly codebooks = new Set<string>();
  /** Traces whose generation stopped early, whose text was repaired, and those with ranges set aside. */
  truncated = 0;
  repaired = 0;
  excluded = 0;
  drafts = 0;

  add(row: ReleaseTrace): void {
    this.counts.traces++;
    this.counts.annotations += row.annotations.length;
    if (row.language !== undefined) this.languages.add(row.language);
    if (row.model !== undefined) this.models.add(row.model);
    if (row.truncated) this.truncated++;
    if (row.repairs > 0) this.repaired++;
    if (row.excluded.length > 0) this.excluded++;
    for (const annotation of row.annotations) {
      this.counts.spans += annotation.spans.length;
      this.counts.relations += annotation.relations.length;
      this.counts.answers += Object.keys(annotation.answers).length;
      this.layers.add(annotation.layer);
      this.codebooks.add(`${annotation.codebook.key} ${annotation.codebook.version}`);
      if (annotation.status === "draft") this.drafts++;
    }
  }
}
