import { describe, expect, test } from "vitest";
import { emptyAnnotation } from "@/core/annotation/annotation";
import { applyAll } from "@/core/annotation/apply";
import { checkAnnotation } from "@/core/annotation/checks";
import type { AnnotationContext } from "@/core/annotation/context";
import type { Operation } from "@/core/annotation/operation";
import { isAnchor } from "@/core/annotation/relation";
import type { ImportedAnnotation } from "@/core/formats/trace-record";
import { offsetMap } from "@/core/text/offset";
import { verbatimRepeats } from "@/core/text/repeats";
import { segmentSteps } from "@/core/text/segment";
import { countTokens } from "@/core/text/tokens";
import { demoProject, type DemoTrace } from "./demo-project";
import { DEMO_SOURCES } from "./demo-traces";
import { readMarkup } from "./markup";
import { DEMO_STEPS } from "./source";

const project = demoProject();
const slice = (text: string, start: number, end: number): string => Array.from(text).slice(start, end).join("");
const textOf = (trace: DemoTrace, field: "prompt" | "cot" | "answer"): string => trace.record[field] ?? "";
const contextOf = (trace: DemoTrace): AnnotationContext => ({ codebook: project.codebook, offsets: { prompt: offsetMap(trace.record.prompt), cot: offsetMap(trace.record.cot), answer: offsetMap(trace.record.answer ?? "") } });
const annotated = project.traces.flatMap((trace) => (trace.record.annotations ?? []).map((annotation) => ({ trace, annotation })));

function operationsOf(annotation: ImportedAnnotation): Operation[] {
  let next = 0;
  const opId = (): string => `op-${next++}`;
  return [
    ...annotation.spans.map((span): Operation => ({ opId: opId(), type: "addSpan", span })),
    ...annotation.relations.map((relation): Operation => ({ opId: opId(), type: "addRelation", relation })),
    ...Object.entries(annotation.answers).map(([question, to]): Operation => ({ opId: opId(), type: "setAnswer", question, from: null, to })),
    ...(annotation.flagged ? [{ opId: opId(), type: "setFlag" as const, from: { flagged: false, comment: "" }, to: { flagged: true, comment: annotation.flagComment } }] : []),
    ...(annotation.status === "submitted" ? [{ opId: opId(), type: "submit" as const }] : []),
  ];
}

describe("the demo project", () => {
  test("is 40 traces of five questions at four checkpoints of two models, in two languages, each with an emoji of its own somewhere", () => {
    expect(project.traces).toHaveLength(40);
    expect(new Set(project.traces.map(({ record }) => record.externalId)).size).toBe(40);
    expect(new Set(project.traces.map(({ record }) => `${record.model} ${record.checkpoint?.step}`)).size).toBe(8);
    expect(new Set(project.traces.map(({ record }) => record.language))).toEqual(new Set(["en", "zh"]));
    expect(project.traces.filter(({ record }) => /\p{Extended_Pictographic}/u.test(record.prompt + record.cot + (record.answer ?? ""))).length).toBeGreaterThan(24);
    for (const { record } of project.traces) expect(record.prompt + record.cot + (record.answer ?? "")).not.toMatch(/[⟦⟧]/);
    expect(demoProject()).toEqual(project);
  });

  test("holds what real sets hold: a long trace, a loop, a truncated one, code, formulas, wrong answers", () => {
    expect(Math.max(...project.traces.map(({ record }) => record.cot.length))).toBeGreaterThan(6_000);
    expect(project.traces.filter(({ record }) => verbatimRepeats(record.cot).some((repeat) => repeat.loop))).toHaveLength(1);
    expect(project.traces.filter(({ record }) => record.truncated)).toHaveLength(2);
    expect(project.traces.filter(({ record }) => record.correct === false).length).toBeGreaterThan(5);
    for (const { record } of project.traces) expect(segmentSteps(record.cot).length).toBeGreaterThan(3);
  });

  test("one model's behaviours rise per 1,000 tokens over training, the other's only with its length", () => {
    // Rates of what the authors marked, by checkpoint: loops count to the end of their first instance.
    const reflecting = ["branching", "backtracking", "verification", "correction"];
    const rates = (model: string) => DEMO_STEPS.map((step) => {
      const sources = DEMO_SOURCES.filter((source) => source.model === model && source.step === step).map((source) => readMarkup(source.cot, project.codebook));
      const spans = sources.flatMap(({ marks }) => marks.filter(({ label, layers }) => label !== null && reflecting.includes(label) && (layers === null || layers.includes("gold")))).length;
      const tokens = sources.reduce((sum, { text }) => sum + countTokens(text.slice(0, verbatimRepeats(text).find(({ loop }) => loop)?.start ?? text.length)), 0);
      return { spans, tokens, rate: (1_000 * spans) / tokens };
    });
    const lumen = rates("lumen-7b");
    const tarn = rates("tarn-3b");
    for (const [index, here] of lumen.slice(1).entries()) expect(here.rate).toBeGreaterThan(1.3 * lumen[index]!.rate);
    for (const [index, here] of tarn.slice(1).entries()) expect(here.spans).toBeGreaterThan(tarn[index]!.spans);
    expect(Math.max(...tarn.map(({ rate }) => rate)) / Math.min(...tarn.map(({ rate }) => rate))).toBeLessThan(1.35);
  });

  test("shows every state", () => {
    const states = new Map<string, number>();
    for (const { state } of project.traces) states.set(state, (states.get(state) ?? 0) + 1);
    for (const state of ["unclaimed", "in_progress", "finished", "disagreeing", "adjudicated"]) expect(states.get(state), state).toBeGreaterThanOrEqual(3);
    for (const trace of project.traces) {
      const layers = (trace.record.annotations ?? []).filter(({ layer }) => layer !== "gold");
      const held = layers.map(({ spans }) => JSON.stringify(spans.map(({ field, label, start, end }) => [field, label, start, end]).sort()));
      expect(layers.every(({ status }) => (status === "draft") === (trace.state === "in_progress"))).toBe(true);
      if (trace.state === "unclaimed") expect(layers).toEqual([]);
      if (trace.state === "finished") expect(new Set(held).size).toBe(1);
      if (trace.state === "disagreeing") expect(new Set(held).size).toBeGreaterThan(1);
      expect((trace.record.annotations ?? []).filter(({ layer }) => layer === "gold").map(({ pass }) => pass)).toEqual(trace.state === "adjudicated" ? ["behaviour", "truth"] : []);
      if (trace.released) expect(trace.state).toBe("adjudicated");
    }
  });

  test("every quote is the slice of its text", () => {
    let quotes = 0;
    for (const { trace, annotation } of annotated) {
      for (const quoted of [...annotation.spans, ...annotation.relations.map(({ to }) => to).filter(isAnchor)]) {
        quotes++;
        expect(quoted.quote).toBe(slice(textOf(trace, quoted.field), quoted.start, quoted.end));
        expect(quoted.quote).toBe(quoted.quote.trim());
      }
    }
    expect(quotes).toBeGreaterThan(400);
  });

  test("every annotation could have been made in the workbench, and its revision is the length of that log", () => {
    for (const { trace, annotation } of annotated) {
      const applied = applyAll(emptyAnnotation, operationsOf(annotation), contextOf(trace));
      expect(applied).toMatchObject({ ok: true, value: { revision: annotation.revision, status: annotation.status } });
    }
  });

  test("gold passes every check of its codebook", () => {
    for (const { trace, annotation } of annotated.filter(({ annotation: { layer } }) => layer === "gold")) {
      const applied = applyAll(emptyAnnotation, operationsOf(annotation), contextOf(trace));
      const findings = applied.ok ? checkAnnotation(applied.value, project.codebook, { passes: annotation.pass === "truth" ? ["behaviour", "truth"] : ["behaviour"] }) : [];
      expect(findings, `${trace.record.externalId} ${annotation.pass}`).toEqual([]);
    }
  });

  test("the annotators differ as people do: in boundaries, labels, and what they miss", () => {
    const of = (layer: string) => annotated.filter(({ trace, annotation }) => trace.state === "adjudicated" && annotation.layer === layer && annotation.pass === "behaviour");
    let moved = 0, relabelled = 0, missed = 0, same = 0;
    for (const { trace, annotation } of [...of("annotator:a1"), ...of("annotator:a2"), ...of("annotator:a3")]) {
      for (const gold of of("gold").find((other) => other.trace === trace)!.annotation.spans) {
        const own = annotation.spans.find(({ id }) => id === gold.id);
        if (!own) missed++;
        else if (own.label !== gold.label) relabelled++;
        else if (own.start !== gold.start || own.end !== gold.end) moved++;
        else same++;
      }
    }
    expect(Math.min(moved, missed)).toBeGreaterThan(8);
    expect(relabelled).toBeGreaterThan(1);
    expect(same).toBeGreaterThan(moved + missed + relabelled);
  });
});
