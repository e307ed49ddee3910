import type { CardFacts } from "@/core/formats/dataset-card";
import type { ReleasedFile, ReleaseFacts } from "@/core/formats/manifest";
import type { CodebookVersion } from "@/data/codebooks";
import type { ReleaseTally } from "./release-tally";

/** What the dataset card and Croissant say of a release. */
export function cardOf(release: ReleaseFacts, { license, summary }: { readonly license?: string; readonly summary?: string }, tally: ReleaseTally, books: readonly CodebookVersion[], agreement: CardFacts["agreement"]): CardFacts {
  const models = [...tally.models].sort();
  return {
    release, license: license ?? "other", agreement, languages: [...tally.languages].sort(),
    summary: summary ?? `${tally.counts.traces} reasoning traces${models.length > 0 ? ` of ${models.join(", ")}` : ""} with ${tally.counts.spans} labelled spans: where a chain of thought branches, backtracks, checks and corrects itself.`,
    guidelines: books.map(({ key, version, body }) => ({ title: `${body.title.en} (${key} ${version})`, markdown: body.guidelines.en })),
    limits: [...limitsOf(tally), ...release.files.flatMap(leftOutOf)],
  };
}

function limitsOf({ counts, layers, truncated, repaired, excluded, drafts }: ReleaseTally): string[] {
  const some = (count: number, of: string): string[] => (count > 0 ? [`${count} of ${of}`] : []);
  return [
    counts.annotations === 0 ? "No trace of this release is annotated in the chosen layer." : `Layers: ${[...layers].sort().join(", ")}. Annotators appear under pseudonyms.`,
    ...some(drafts, `${counts.annotations} annotations are drafts that nobody has submitted.`),
    ...some(truncated, `${counts.traces} traces were cut off while they were generated.`),
    ...some(repaired, `${counts.traces} traces held characters that cannot be stored; they are U+FFFD.`),
    ...some(excluded, `${counts.traces} traces have ranges that could not be labelled (\`excluded\`).`),
  ];
}

const leftOutOf = ({ path, leftOut }: ReleasedFile): string[] => {
  const what = Object.entries(leftOut ?? {});
  return what.length === 0 ? [] : [`\`${path}\` leaves out ${what.map(([kind, count]) => `${kind}: ${count}`).join("; ")}.`];
};
