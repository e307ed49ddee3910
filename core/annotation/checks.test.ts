import { expect, test } from "vitest";
import type { Codebook } from "../codebook/codebook";
import { emptyAnnotation } from "./annotation";
import type { Annotation, Pass } from "./annotation";
import { applyAll } from "./apply";
import { checkAnnotation } from "./checks";
import type { Change } from "./operation";
import type { Relation } from "./relation";
import type { Span } from "./span";
import { sampleContext as context, spanOn } from "./testing/sample-trace";

const made = (spans: readonly Span[], relations: readonly Relation[] = [], more: readonly Change[] = []): Annotation => {
  const changes: Change[] = [...spans.map((span): Change => ({ type: "addSpan", span })), ...relations.map((relation): Change => ({ type: "addRelation", relation })), ...more];
  const applied = applyAll(emptyAnnotation, changes.map((change, i) => ({ opId: `o${i}`, ...change })), context);
  if (!applied.ok) throw new Error(JSON.stringify(applied.error));
  return applied.value;
};
const found = (annotation: Annotation, passes?: readonly Pass[]): string[] =>
  checkAnnotation(annotation, context.codebook, { passes }).map(({ kind, spanId, relationId, question, params }) => [kind, spanId, relationId, question, params.attribute ?? params.relation].filter((part) => part !== undefined).join(" "));

const check = spanOn("v", "verification", "Wait, let me check 3·7: 7+7+7 = 21, so 24 was wrong.", { attributes: { outcome: "finds_problem", verdict_right: "yes" } });
const wrong = spanOn("e", "error", "3·7 = 24");
const fix = spanOn("c", "correction", "No, the product is 21.", { attributes: { result: "right" } });
const verifies: Relation = { id: "r1", type: "verifies", from: "v", to: { span: "e" } };
const detects: Relation = { id: "r2", type: "detects", from: "v", to: { span: "e" } };
const corrects: Relation = { id: "r3", type: "corrects", from: "c", to: { span: "e" } };

test("A28: an annotation with everything in its place has no findings", () => {
  expect(found(made([check, wrong, fix], [verifies, detects, corrects]))).toEqual([]);
});

test("A28: a required relation is missing, or there is one too many", () => {
  expect(found(made([check, wrong], [detects]))).toEqual(["relation-missing v verifies"]);
  const branch = spanOn("b", "branching", "Alternatively, subtract first? No.", { attributes: { fate: "dismissed" } });
  expect(found(made([branch]))).toEqual(["relation-missing b branches_from"]);
  expect(found(made([branch], [{ id: "x", type: "branches_from", from: "b", to: { prompt: true } }, { id: "y", type: "branches_from", from: "b", to: { prompt: true } }]))).toEqual(["relation-too-many b branches_from"]);
});

test("A28: a relation whose condition does not hold does not apply", () => {
  const { field, start, end, quote } = spanOn("", "x", "3 bags of 7", { field: "prompt" });
  const misreads: Relation = { id: "m", type: "misreads", from: "e", to: { field, start, end, quote } };
  expect(found(made([wrong], [misreads]))).toEqual(["relation-not-applicable e m misreads"]);
  expect(found(made([{ ...wrong, attributes: { type: "misread_problem" } }], [misreads]))).toEqual([]);
});

test("A28: a target that begins after its source, in the reading order of the fields", () => {
  const late = spanOn("l", "error", "24 was wrong");
  expect(found(made([check, late], [{ ...verifies, to: { span: "l" } }, { ...detects, to: { span: "l" } }]))).toEqual(["target-later v r1 verifies", "target-later v r2 detects"]);
  const inAnswer = spanOn("l", "error", "19 🎉", { field: "answer" });
  expect(found(made([check, inAnswer], [{ ...verifies, to: { span: "l" } }, { ...detects, to: { span: "l" } }]))).toContain("target-later v r1 verifies");
});

test("A28: a cycle is found at the relation that closes it, once", () => {
  const back = spanOn("b", "backtracking", "Back to the bags", {});
  const cycle = made([{ ...check, attributes: { outcome: "inconclusive" } }, back], [
    { id: "x", type: "verifies", from: "v", to: { span: "b" } }, { id: "y", type: "triggered_by", from: "b", to: { span: "v" } }, { id: "z", type: "backtracks_to", from: "b", to: { prompt: true } }]);
  expect(found(cycle)).toEqual(["target-later v x verifies", "cycle b y triggered_by"]);
});

test("A28: a chain of thousands of relations is no cycle, and is walked without recursion", () => {
  const spans = new Map(Array.from({ length: 5000 }, (_, i) => [`s${i}`, { ...check, id: `s${i}` }]));
  const relations = new Map(Array.from({ length: 4999 }, (_, i) => [`r${i}`, { id: `r${i}`, type: "verifies", from: `s${i}`, to: { span: `s${i + 1}` } }]));
  expect(checkAnnotation({ ...emptyAnnotation, spans, relations }, context.codebook).filter(({ kind }) => kind === "cycle")).toEqual([]);
});

test("A28: a problem was found but no error is named, unless the verdict is wrong; only where the pass shows errors", () => {
  expect(found(made([check, wrong], [verifies]))).toEqual(["problem-without-error v outcome"]);
  expect(found(made([{ ...check, attributes: { outcome: "finds_problem", verdict_right: "no" } }, wrong], [verifies]))).toEqual([]);
  expect(found(made([check, wrong], [verifies]), ["behaviour"])).toEqual([]);
});

test("A28: a correction says what came of it, where the pass asks", () => {
  const bare = made([wrong, { ...fix, attributes: {} }], [corrects]);
  expect(found(bare)).toEqual(["correction-without-value c r3 corrects"]);
  expect(found(bare, ["behaviour"])).toEqual([]);
});

test("A28: spans of one label cross; nested and merely touching ones do not", () => {
  const answer = (id: string, quote: string): Span => spanOn(id, "candidate_answer", quote);
  expect(found(made([answer("a", "So the answer is"), answer("b", "answer is \\boxed{19}")]))).toEqual(["same-label-crossing b"]);
  expect(found(made([answer("a", "So the answer is \\boxed{19}"), answer("b", "answer is")]))).toEqual([]);
  expect(found(made([answer("a", "So the answer"), answer("b", " is \\boxed{19}")]))).toEqual([]);
  expect(found(made([answer("a", "So the answer is"), spanOn("b", "error", "answer is \\boxed{19}")]))).toEqual([]);
});

test("A28: more spans of a label than it allows on one trace: the later ones", () => {
  const { codebook } = context;
  const once = { ...codebook, labels: codebook.labels.map((label) => (label.key === "error" ? { ...label, max: 1 } : label)) };
  const twice = made([spanOn("late", "error", "answer is \\boxed{19}"), wrong]);
  const numbers = (limited: Codebook) => checkAnnotation(twice, limited).filter(({ kind }) => kind === "label-too-many").map(({ spanId, params }) => `${spanId} ${params["max"]}`);
  expect(numbers(once)).toEqual(["late 1"]);
  expect(numbers(codebook)).toEqual([]);
});

test("A28: a span of white space, a required attribute that is empty, one that does not apply", () => {
  expect(found(made([spanOn("w", "candidate_answer", "\n\n   \n\n")]))).toEqual(["whitespace-only w"]);
  expect(found(made([{ ...check, attributes: {} }], [{ ...verifies, to: { field: "cot", start: wrong.start, end: wrong.end, quote: wrong.quote } }]))).toEqual(["attribute-missing v outcome"]);
  expect(found(made([{ ...check, attributes: { outcome: "inconclusive", verdict_right: "yes" } }, wrong], [verifies]))).toEqual(["attribute-not-applicable v verdict_right"]);
  expect(found(made([{ ...check, attributes: { outcome: "confirms" } }, wrong], [verifies]))).toEqual(["attribute-missing v verdict_right"]);
  expect(found(made([{ ...check, attributes: { outcome: "confirms" } }, wrong], [verifies]), ["behaviour"])).toEqual([]);
});

test("A28: nothing was labelled and nothing said; said to be empty and is not", () => {
  expect(found(emptyAnnotation)).toEqual(["nothing-said"]);
  expect(found({ ...emptyAnnotation, empty: true })).toEqual([]);
  expect(found({ ...made([wrong]), empty: true })).toEqual(["empty-with-spans"]);
});

test("A28: a required question, unless it is not shown or of another pass", () => {
  const asking = (shown: boolean): string[] => checkAnnotation({ ...emptyAnnotation, empty: true }, { ...context.codebook, questions: context.codebook.questions.map((question) => ({ ...question, shown, required: question.key === "truncated" })) }, { passes: ["behaviour"] }).map(({ kind, question }) => `${kind} ${question ?? ""}`);
  expect(asking(true)).toEqual(["question-missing truncated"]);
  expect(asking(false)).toEqual([]);
});

test("A29: only what the codebook lets block is severe", () => {
  const blocking = { ...context.codebook, blocking: ["nothing-said"] };
  expect(checkAnnotation(emptyAnnotation, blocking).map(({ severity }) => severity)).toEqual(["block"]);
  expect(checkAnnotation(emptyAnnotation, context.codebook).map(({ severity }) => severity)).toEqual(["warn"]);
});
