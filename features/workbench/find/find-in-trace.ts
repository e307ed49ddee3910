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
  /** There may be more: the search is still under way, or was ended. */
  readonly more: boolean;
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

/** More hits than anybody walks through. */
const MOST_HITS = 10_000;
/** ms of work after which keys and paints have their turn, and after which the search is ended: each hit is found in time linear in the text, all of them are not. */
const SLICE = 12;
const AT_MOST = 3_000;

/** Every hit in prompt, CoT and answer, in reading order. Case does not matter. A pattern runs on RE2: no pattern makes one hit take longer than a walk through the text. Empty hits are passed over.
 *  @param tell called with what was found in the first slice, and at the end
 *  @param now  ms of a clock that never goes back
 *  @returns ends the search */
export function findInTrace(doc: TraceDocument, query: string, regular: boolean, tell: (found: Found) => void, now: () => number = () => performance.now()): () => void {
  const hits: Hit[] = [];
  let worked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const search = walk(doc, query, regular);
  const goOn = (): void => {
    const began = now();
    for (;;) {
      const step = search.next();
      if (step.done) return tell({ hits, problem: step.value, more: false });
      if (step.value) hits.push(step.value);
      const passed = now() - began;
      if (hits.length >= MOST_HITS || worked + passed >= AT_MOST) return tell({ hits, problem: null, more: true });
      if (passed < SLICE) continue;
      if (worked === 0) tell({ hits: [...hits], problem: null, more: true });
      worked += passed;
      timer = setTimeout(goOn);
      return;
    }
  };
  goOn();
  return () => clearTimeout(timer);
}

/** One match a step; null for an empty one. */
function* walk(doc: TraceDocument, query: string, regular: boolean): Generator<Hit | null, PatternProblem | null> {
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(regular ? query : RE2JS.quote(query), RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
  } catch (problem) {
    if (problem instanceof RE2JSSyntaxException) return { kind: PROBLEMS[problem.error] ?? "not-an-expression", part: (problem.input ?? "").replace(FLAGS, "") };
    throw problem;
  }
  for (const field of FIELDS) {
    const matcher = pattern.matcher(doc.fields[field].map.text);
    while (matcher.find()) yield matcher.end() > matcher.start() ? { field, from: matcher.start(), to: matcher.end() } : null;
  }
  return null;
}
