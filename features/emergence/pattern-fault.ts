/** What is wrong with the patterns of a lexicon, in words; null when all compile. */
export function patternFault(compile: () => unknown): string | null {
  try {
    compile();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
