import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";

/** Cue words that stand for one label in one language. Literals are matched whatever their case, Latin ones as whole words; patterns are regular expressions of the linear-time engine. */
export const cueListSchema = z.object({
  label: z.string().min(1).max(100),
  language: z.enum(["en", "zh"]),
  cues: z.array(z.string().min(1).max(100)).max(500),
  patterns: z.array(z.string().min(1).max(300)).max(50).default([]),
});
export type CueList = z.infer<typeof cueListSchema>;

/** A detector made of words. Its version is what it says: other words are another version. */
export const lexiconSchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  lists: z.array(cueListSchema).min(1).max(60),
});
export type Lexicon = z.infer<typeof lexiconSchema>;

/** Eight hexadecimal digits of the SHA-256 of the lists; the order of lists and words does not count. */
export function lexiconVersion({ lists }: Lexicon): string {
  const sorted = lists.map(({ label, language, cues, patterns }) => [label, language, [...new Set(cues)].sort(), [...new Set(patterns)].sort()]).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(sorted)))).slice(0, 8);
}

/** The lists whose label the codebook has: cues of other labels would make spans that nobody can compare. */
export const lexiconFor = (lexicon: Lexicon, labels: readonly string[]): Lexicon => ({ ...lexicon, lists: lexicon.lists.filter(({ label }) => labels.includes(label)) });
