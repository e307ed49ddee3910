import { RE2JS, RE2JSSyntaxException } from "re2js";
import { FIELDS, type Field } from "@/core/annotation/span";
import type { TraceDocument } from "../surface/document";

/** A hit, UTF-16 offsets within its field. */
export interface Hit {
  readonly field: Field;
  readonly from: number;
  readonly to: number;
}

export interface Found {
  readonly hits: readonly Hit[];
  /** What is wrong with the expression; null when it could be used. */
  readonly problem: PatternProblem | null;
}

/** Why an expression cannot be used: a message of the catalogue, and the part of it that is meant. */
export interface PatternProblem {
  readonly kind: "open-group" | "open-class" | "stray-group" | "nothing-to-repeat" | "not-supported" | "not-an-expression";
  readonly part: string;
}

/** How the engine writes our flags before an expression. */
const FLAGS = /^\(\?m\)\(\?i\)/;

/** The engine's words, told apart. */
const PROBLEMS: Readonly<Record<string, PatternProblem["kind"]>> = {
  "missing closing )": "open-group", "missing closing ]": "open-class", "unexpected )": "stray-group", "missing argument to repetition operator": "nothing-to-repeat", "invalid nested repetition operator": "nothing-to-repeat",
  "invalid or unsupported Perl syntax": "not-supported", "invalid named capture": "not-supported", "invalid escape sequence": "not-supported",
};

/** More hits than anybody walks through; the count says so by being exactly this. */
export const MOST_HITS = 10_000;

/** Every hit in prompt, CoT and answer, in reading order. Case does not matter. A pattern runs on RE2: time linear in the text, whatever the pattern. Empty hits are passed over. */
export function findInTrace(doc: TraceDocument, query: string, regular: boolean): Found {
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(regular ? query : RE2JS.quote(query), RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
  } catch (problem) {
    if (problem instanceof RE2JSSyntaxException) return { hits: [], problem: { kind: PROBLEMS[problem.error] ?? "not-an-expression", part: (problem.input ?? "").replace(FLAGS, "") } };
    throw problem;
  }
  const hits: Hit[] = [];
  for (const field of FIELDS) {
    const matcher = pattern.matcher(doc.fields[field].map.text);
    while (hits.length < MOST_HITS && matcher.find()) if (matcher.end() > matcher.start()) hits.push({ field, from: matcher.start(), to: matcher.end() });
  }
  return { hits, problem: null };
}
