import { emptyAnnotation, type Annotation } from "@/core/annotation/annotation";
import { toFold } from "@/core/annotation/serialize";
import type { Codebook } from "@/core/codebook/codebook";
import { longcotErrorCorrection } from "@/core/codebook/presets/longcot-error-correction";
import { segmentSteps } from "@/core/text/segment";
import { codePoint } from "@/core/text/offset";
import type { Bench } from "../bench";
import { ReadingTracker } from "../reading/reading-tracker";
import { Saver } from "../saving/saver";
import { WorkbenchSession } from "../session";
import { traceDocument } from "../surface/document";

/** Our own text: an emoji before everything, a step of white space alone, one that the import set aside. */
export const COT = ["🍎 So 3·7 = 24. Minus 2 is 22.", "Wait, let me check 3·7: 7+7+7 = 21.", "So 24 was wrong. No, the product is 21.", "Back to the bags: 21 − 2 = 19. 😀", "The answer is \\boxed{19}."].join("\n\n");

export interface SampleBench extends Bench {
  /** What the page was asked for, in order. */
  readonly asked: readonly string[];
}

/** A sitting without a page: commands act on it as in the browser, but for what needs the layout. */
export function sampleBench({ codebook = longcotErrorCorrection, annotation = emptyAnnotation, excluded = [], readOnly = false }: {
  readonly codebook?: Codebook; readonly annotation?: Annotation; readonly excluded?: readonly { readonly field: "cot"; readonly start: number; readonly end: number }[]; readonly readOnly?: boolean;
} = {}): SampleBench {
  const aside = excluded.map(({ field, start, end }) => ({ field, start: codePoint(start), end: codePoint(end) }));
  const trace = { id: "t1", title: "🙂", prompt: "🙂 Ada has 3 bags of 7 apples and eats 2. How many are left?", cot: COT, answer: "19 🎉", stepEnds: segmentSteps(COT), excluded: aside, truncated: false, facts: [] };
  const doc = traceDocument(trace);
  const context = { offsets: { prompt: doc.fields.prompt.map, cot: doc.fields.cot.map, answer: doc.fields.answer.map }, codebook, excluded: aside };
  const session = new WorkbenchSession(annotation, context, { readOnly });
  const saver = new Saver({ context, replica: () => session.state.replica, replace: (replica) => session.replace(replica), onState: () => {}, onSaved: () => {} },
    { append: () => Promise.resolve({ kind: "unreachable", retryAfter: null }), current: () => Promise.resolve(null) }, { put: () => Promise.resolve() });
  const asked: string[] = [];
  const ask = (what: string) => (): void => { asked.push(what); };
  return {
    opening: {
      project: { slug: "p", name: "P 🙂" }, accountId: "a", trace, codebook, codebookId: "c", codebookVersion: 1, newerCodebook: null, layer: "annotator:a", pass: "behaviour", passes: null, annotation: toFold(annotation), assignment: null,
      reading: { regions: [], activeSeconds: 0 }, readOnly, layers: [], suggested: [], rejected: [], flagAnswers: [], askedAgain: [], cues: true, samePrompt: 0, neighbours: { previous: null, next: null },
    },
    doc, session, saver, tracker: new ReadingTracker(doc, { regions: [], activeSeconds: 0 }, "tab", () => Promise.resolve(true)), view: null, asked,
    page: { submit: ask("submit"), next: ask("next"), previous: ask("previous"), toggle: (panel) => { asked.push(panel); }, focusNote: ask("note"), focusQuestions: ask("questions"), focusSearch: ask("search") },
  };
}

/** Selects the first occurrence of a text in the CoT, as a drag does. */
export function select({ session }: Bench, text: string): void {
  const at = COT.indexOf(text);
  if (at < 0) throw new Error(`"${text}" is not in the text`);
  const start = [...COT.slice(0, at)].length;
  session.set({ cursor: { field: "cot", anchor: codePoint(start), focus: codePoint(start + [...text].length) }, selected: null, mode: { kind: "reading" } });
}

/** Puts the caret before the first occurrence of a text in the CoT. */
export function caretAt(bench: Bench, text: string): void {
  select(bench, text);
  const { cursor } = bench.session.state;
  bench.session.set({ cursor: { field: "cot", anchor: cursor!.anchor, focus: cursor!.anchor } });
}
