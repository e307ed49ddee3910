import fc from "fast-check";
import type { Relation } from "../annotation/relation";
import { FIELDS, SPAN_ORIGINS } from "../annotation/span";
import type { Span } from "../annotation/span";
import { codePoint, offsetMap, sliceRange } from "../text/offset";
import type { ReleaseTrace } from "./native-record";
import type { RecordedAnnotation } from "./trace-record";

/** Texts with everything that breaks tools: astral characters, joined emoji, combining marks, line ends, quotes, markup, right-to-left letters. */
export const textArbitrary = fc.array(fc.constantFrom("🙂", "👩‍👩‍👧", "é", "e\u0301", "\r\n", "\n", "\t", '"', "'", ",", "=1", "<b>&", "中", "א", "wait ", "So 7. ", "\u2028", "\ufeff", "\\", "|", "a", "\ufffd"), { minLength: 1, maxLength: 12 }).map((pieces) => `x${pieces.join("")}`);

const idArbitrary = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/).filter((id) => id !== "__proto__");
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number));
const dropUndefined = <Shape extends object>(value: Shape): Shape => Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as Shape;

const spansOf = (texts: { readonly prompt: string; readonly cot: string; readonly answer?: string | undefined }): fc.Arbitrary<Span[]> =>
  fc.uniqueArray(fc.tuple(idArbitrary, fc.constantFrom(...FIELDS.filter((field) => texts[field] !== undefined)), fc.nat(), fc.nat(), fc.constantFrom("verification", "branching"), fc.dictionary(fc.constantFrom("outcome", "method"), fc.constantFrom("confirms", "other method")), fc.constantFrom("", "a note 🙂", "two\nlines"), fc.constantFrom(...SPAN_ORIGINS)), { selector: ([id]) => id, maxLength: 4 })
    .map((drafts) => drafts.map(([id, field, a, b, label, attributes, note, origin]): Span => {
      const map = offsetMap(texts[field]!);
      const [start, end] = [a % (map.length + 1), b % (map.length + 1)].sort((x, y) => x - y).map(codePoint) as [Span["start"], Span["end"]];
      return { id, field, label, start, end, quote: sliceRange(map, { start, end }), attributes: { ...attributes }, certainty: a % 2 ? "sure" : "unsure", note, provenance: origin === "merged" ? { origin, source: "x", sourceIds: ["y"] } : { origin } };
    }));

const annotationOf = (texts: { readonly prompt: string; readonly cot: string; readonly answer?: string | undefined }): fc.Arbitrary<RecordedAnnotation> =>
  spansOf(texts).chain((spans) => fc.record({
    id: idArbitrary, layer: fc.constantFrom("annotator:a1", "gold"), annotator: optional(fc.constant("a1")), round: optional(idArbitrary), assignment: optional(idArbitrary), pass: fc.constantFrom("behaviour" as const, "truth" as const),
    codebook: fc.record({ key: fc.constant("longcot-error-correction"), version: fc.integer({ min: 1, max: 9 }) }), status: fc.constantFrom("draft" as const, "submitted" as const), flagged: fc.boolean(), flagComment: fc.constantFrom("", "odd 🙂"), empty: fc.boolean(),
    revision: fc.nat(), spans: fc.constant(spans), relations: spans.length === 0 ? fc.constant([]) : fc.uniqueArray(relationOf(spans, texts.cot), { selector: ({ id }) => id, maxLength: 3 }), answers: fc.dictionary(fc.constantFrom("final_answer", "truncated"), fc.oneof(fc.constantFrom("right", "no"), fc.integer(), fc.boolean())).map((answers) => ({ ...answers })),
    coverage: optional(fc.constantFrom([], [{ field: "cot" as const, start: codePoint(0), end: offsetMap(texts.cot).length }])), activeSeconds: optional(fc.nat()), submittedAt: optional(fc.constant("2026-01-01T00:00:00.000Z")),
  }).map(dropUndefined));

const relationOf = (spans: readonly Span[], cot: string): fc.Arbitrary<Relation> => fc.record({
  id: idArbitrary, type: fc.constantFrom("verifies", "corrects"), from: fc.constantFrom(...spans).map(({ id }) => id),
  to: fc.oneof(fc.constant({ prompt: true as const }), fc.constant({ field: "cot" as const, start: codePoint(0), end: codePoint(1), quote: Array.from(cot)[0]! }), fc.constantFrom(...spans).map(({ id }) => ({ span: id }))),
});

/** Any trace that a release may hold; without an empty generation. */
export const releaseTraceArbitrary: fc.Arbitrary<ReleaseTrace> = fc.record({ prompt: textArbitrary, cot: textArbitrary, answer: optional(textArbitrary) }).chain((texts) => fc.record({
  id: idArbitrary, prompt: fc.constant(texts.prompt), cot: fc.constant(texts.cot), answer: fc.constant(texts.answer), referenceAnswer: optional(textArbitrary), correct: optional(fc.boolean()), model: optional(textArbitrary),
  checkpoint: optional(fc.record({ name: textArbitrary, step: optional(fc.nat()) }).map(dropUndefined)), sample: optional(fc.nat()), dataset: optional(textArbitrary), language: optional(fc.constant("en")), reward: optional(finite), kl: optional(finite), trainingSeed: optional(fc.nat()),
  decoding: fc.record({ temperature: optional(finite), topP: optional(finite), maxTokens: optional(fc.nat()), seed: optional(fc.nat()), templateSha256: optional(fc.constant("ab")), finishReason: optional(fc.constant("stop")) }).map(dropUndefined),
  metadata: fc.constantFrom("{}", '{"n":1.0,"big":12345678901234567890}', '{"a":{"b":[1,"x\\n🙂"]},"id":"other"}'), truncated: fc.boolean(), repairs: fc.nat({ max: 3 }),
  excluded: fc.constantFrom([], [{ field: "cot" as const, start: codePoint(0), end: codePoint(1), reason: "prompt_echo" }]), knownSteps: optional(fc.constant([offsetMap(texts.cot).length])), source: optional(textArbitrary),
  textSha256: fc.constant({ prompt: "p", cot: "c", ...(texts.answer === undefined ? {} : { answer: "a" }) }), annotations: fc.array(annotationOf(texts), { maxLength: 2 }),
}).map(dropUndefined));
