const BROWSERS: readonly (readonly [name: string, mark: RegExp])[] = [["Edge", /\bEdg\//], ["Opera", /\bOPR\//], ["Firefox", /\bFirefox\//], ["Chrome", /Chrom(?:e|ium)\//], ["Safari", /\bSafari\//]];
const SYSTEMS: readonly (readonly [name: string, mark: RegExp])[] = [["Windows", /Windows/], ["iOS", /iPhone|iPad/], ["macOS", /Mac OS X/], ["Android", /Android/], ["ChromeOS", /CrOS/], ["Linux", /Linux/]];

/** What a person would call the program that signed in, e.g. "Firefox, Linux"; null when its User-Agent says nothing known. */
export function browserName(userAgent: string): string | null {
  const [browser, system] = [BROWSERS, SYSTEMS].map((list) => list.find(([, mark]) => mark.test(userAgent))?.[0]);
  return [browser, system].filter((part) => part !== undefined).join(", ") || null;
}
