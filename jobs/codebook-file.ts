import type { Codebook } from "@/core/codebook/codebook";
import { codebookSchema } from "@/core/codebook/codebook-schema";
import type { Result } from "@/core/result";
import { fail, succeed } from "@/core/result";

/** The file beside traces.jsonl that holds every codebook version that its annotations name. */
export const CODEBOOK_FILE = "codebook.json";
export const isCodebookFile = (path: string): boolean => path === CODEBOOK_FILE || path.endsWith(`/${CODEBOOK_FILE}`);
const FORMAT = "switchback-codebook/1";

export interface ReleasedCodebook {
  readonly key: string;
  readonly version: number;
  readonly body: Codebook;
}

/** By key, then version; two-space JSON with a final line feed. */
export function writeCodebooks(versions: readonly ReleasedCodebook[]): Uint8Array {
  const sorted = versions.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.version - b.version));
  return new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, versions: sorted.map(({ key, version, body }) => ({ key, version, codebook: body })) }, null, 2)}\n`);
}

/** @returns the versions, or in English what is wrong with the file */
export function readCodebookFile(text: string): Result<readonly ReleasedCodebook[], string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail(`not JSON: ${error instanceof Error ? error.message : ""}`);
  }
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== FORMAT || !("versions" in value) || !Array.isArray(value.versions)) return fail(`not a file of format "${FORMAT}"`);
  const versions: ReleasedCodebook[] = [];
  for (const entry of value.versions as readonly unknown[]) {
    if (typeof entry !== "object" || entry === null || !("version" in entry) || !Number.isSafeInteger(entry.version) || Number(entry.version) < 1 || !("codebook" in entry)) return fail("a version without a number or a codebook");
    const body = codebookSchema.safeParse(entry.codebook);
    if (!body.success) return fail(`version ${String(entry.version)}: ${body.error.issues.slice(0, 3).map(({ path, message }) => `${path.join(".")} ${message}`).join("; ")}`);
    versions.push({ key: body.data.key, version: Number(entry.version), body: body.data });
  }
  return succeed(versions);
}
