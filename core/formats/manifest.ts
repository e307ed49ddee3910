/** One file of a release. */
export interface ReleasedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly contentType: string;
  /** Rows of a table or lines of a JSONL file; absent where counting means nothing. */
  readonly rows?: number;
  /** What the format cannot hold, with how many of each were left out. */
  readonly leftOut?: Readonly<Record<string, number>>;
  /** Anything else a reader must know ("text cells that begin with = …"). */
  readonly notes?: readonly string[];
}

/** What a release says about itself; no clock and no chance is in it but what is named here. */
export interface ReleaseFacts {
  readonly name: string;
  readonly version: string;
  readonly project: string;
  /** ISO 8601 in UTC: when it was frozen. */
  readonly frozenAt: string;
  readonly productVersion: string;
  readonly seed?: number;
  /** The filters as the API takes them. */
  readonly filters: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly layer: string;
  readonly codebooks: readonly { readonly key: string; readonly version: number; readonly sha256: string }[];
  readonly counts: Readonly<Record<"traces" | "annotations" | "spans" | "relations" | "answers", number>>;
  readonly files: readonly ReleasedFile[];
}

/** manifest.json: two-space JSON in a fixed key order with a final line feed. Files by path in code-unit order; the manifest does not list itself. */
export function writeManifest(facts: ReleaseFacts): Uint8Array {
  const files = [...facts.files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const document = {
    format: "switchback-release/1", name: facts.name, version: facts.version, project: facts.project, frozen_at: facts.frozenAt, product_version: facts.productVersion, seed: facts.seed,
    offset_unit: "codepoint", text: "exactly as imported: no normalisation, no trimming, no truncation; what cannot be stored is U+FFFD and counted in repairs",
    layer: facts.layer, ...(facts.layer === "dawid-skene" ? { layer_note: "posteriors per (trace, field, step, label): no boundaries, no attributes, no relations" } : {}),
    filters: facts.filters, codebooks: facts.codebooks.map(({ key, version, sha256 }) => ({ key, version, sha256 })), counts: facts.counts,
    files: files.map((file) => ({ path: file.path, size: file.size, sha256: file.sha256, content_type: file.contentType, rows: file.rows, left_out: file.leftOut, notes: file.notes })),
  };
  return new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`);
}
