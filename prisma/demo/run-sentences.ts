/** A sentence of the invented run, with the label that people give it. */
export interface RunSentence {
  readonly text: string;
  readonly mark?: { readonly label: string; readonly attributes: Readonly<Record<string, string>> };
}

/** What the questions of the run are about: one thing that goes somewhere, what it carries, and when. */
export interface RunTopic {
  readonly sign: string;
  readonly thing: string;
  readonly load: string;
}

export const RUN_TOPICS: readonly RunTopic[] = [
  { sign: "🚆", thing: "train", load: "cars" }, { sign: "⛴️", thing: "ferry", load: "vans" }, { sign: "🚌", thing: "bus", load: "riders" }, { sign: "🚡", thing: "cable car", load: "skiers" }, { sign: "🛶", thing: "canoe", load: "crates" },
];

type Draw = (below: number) => number;

export const questionOf = ({ sign, thing, load }: RunTopic, runs: number, each: number, line: number): string => `${sign} Line ${line}: a ${thing} makes ${runs} runs a day with ${each} ${load} on each. How many ${load} pass in a week?`;

export const opening = ({ thing }: RunTopic): RunSentence => ({ text: `🙂 A week has seven days, so what the ${thing} does in one day is taken seven times.` });

/** Plain work: a run and the sum so far. */
export function tally({ thing, load }: RunTopic, run: number, sum: number, add: number, draw: Draw): RunSentence {
  const texts = [
    `Run number ${run} of the ${thing} carries ${add} ${load}, which brings the sum for this part of the week to ${sum} in all so far.`,
    `With run ${run} there are ${add} more ${load}; together with the runs that were counted above, that makes ${sum} by this point.`,
    `The ${thing} leaves again with ${add} ${load} on board, and the count for these days stands at ${sum} after its run ${run}.`,
  ];
  return { text: texts[draw(texts.length)]! };
}

/** A check that confirms: announced in cue words, or carried out without any. */
export function check(announced: boolean, lazy: boolean, draw: Draw): RunSentence {
  const [days, each] = [2 + draw(6), 3 + draw(40)];
  if (announced) return { text: `Let me check: ${each} taken ${days} times is ${each * days}, which fits.`, mark: { label: "verification", attributes: { outcome: "confirms", method: "recompute", verdict_right: "yes" } } };
  return lazy
    ? { text: `That is surely right so far.`, mark: { label: "verification", attributes: { outcome: "confirms", method: "assertion_only", verdict_right: "yes" } } }
    : { text: `Adding ${each} for each of the ${days} days one by one gives ${each * days} again.`, mark: { label: "verification", attributes: { outcome: "confirms", method: "other_method", verdict_right: "yes" } } };
}

export const branch = ({ load }: RunTopic, draw: Draw): RunSentence =>
  ({ text: `Alternatively, count the ${2 + draw(90)} ${load} of one morning and go on from there.`, mark: { label: "branching", attributes: { kind: "approach", fate: "reaches_result" } } });

export const turnBack = (draw: Draw): RunSentence =>
  ({ text: `This doesn't work, so the count begins anew with the runs of day ${1 + draw(7)}.`, mark: { label: "backtracking", attributes: { reason: "dead_end" } } });

/** Sounds like backtracking and is none: what makes the proxy drift. */
export const depot = ({ thing }: RunTopic, draw: Draw): RunSentence => ({ text: `At night every ${thing} has to go back to the depot at kilometre ${2 + draw(90)}.` });

/** A sum that is wrong, and how it is found and mended. */
export function slip(draw: Draw): { readonly error: RunSentence; readonly found: RunSentence; readonly mended: RunSentence } {
  const [a, b, off] = [11 + draw(80), 11 + draw(80), 1 + draw(9)];
  return {
    error: { text: `So ${a} plus ${b} is ${a + b + off} here.`, mark: { label: "error", attributes: { type: "calculation", effect: "answer_changing" } } },
    found: { text: `Wait, the sum of those two numbers is off by ${off}.`, mark: { label: "verification", attributes: { outcome: "finds_problem", method: "recompute", verdict_right: "yes" } } },
    mended: { text: `It is ${a + b}, and the rest follows from it.`, mark: { label: "correction", attributes: { result: "right", trigger: "verification" } } },
  };
}
