import { RE2JS } from "re2js";
import type { Result } from "../result";
import { fail, succeed } from "../result";

/** What a file's name says about where its rows come from. */
export interface NameFacts {
  readonly step?: number;
  readonly checkpoint?: string;
  readonly model?: string;
}

/** A compiled name pattern. */
export type NamePattern = (fileName: string) => NameFacts;

/** Compiles a user's pattern on a linear-time engine (RE2 syntax). The last match in the base name counts, without its directories.
 *  Group "step", or else the first group, is the step; groups "checkpoint" and "model" are names; without a "model" group the text before the match, less its trailing separators, is the model.
 *  @returns the reason when the pattern cannot be compiled; "" matches nothing */
export function namePattern(pattern: string): Result<NamePattern, { readonly kind: "bad-pattern"; readonly reason: string }> {
  if (pattern === "") return succeed(() => ({}));
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    return fail({ kind: "bad-pattern", reason: error instanceof Error ? error.message : String(error) });
  }
  const named = compiled.namedGroups();
  const groupOf = (name: string): number | undefined => (Object.hasOwn(named, name) ? Number(named[name as keyof typeof named]) : undefined);
  const stepGroup = groupOf("step") ?? (groupOf("checkpoint") === undefined && groupOf("model") === undefined && compiled.groupCount() > 0 ? 1 : undefined);
  return succeed((fileName) => {
    const base = fileName.slice(Math.max(fileName.lastIndexOf("/"), fileName.lastIndexOf("\\")) + 1);
    const matcher = compiled.matcher(base);
    let facts: NameFacts = {};
    while (matcher.find()) {
      const group = (index: number | undefined): string | undefined => (index === undefined ? undefined : (matcher.group(index) ?? undefined));
      const digits = group(stepGroup);
      const step = digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
      const model = group(groupOf("model")) ?? (base.slice(0, matcher.start(0)).replace(/[-_. ]+$/, "") || undefined);
      const checkpoint = group(groupOf("checkpoint"));
      facts = { ...(step === undefined ? {} : { step }), ...(checkpoint === undefined ? {} : { checkpoint }), ...(model === undefined ? {} : { model }) };
    }
    return facts;
  });
}
