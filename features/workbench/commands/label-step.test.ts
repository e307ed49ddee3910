import fc from "fast-check";
import { expect, test } from "vitest";
import { deltabenchSection, firstError, prmStep } from "@/core/codebook/presets/step-judgements";
import { spanOfUnit } from "@/core/annotation/units";
import { caretAt, COT, sampleBench, select, type SampleBench } from "../testing/sample-bench";
import { answerByDigit } from "./answer-attribute";
import { goOnFromUnit, labelledUnits, labelStep, stepUnits } from "./label-step";
import { labelByHotkey } from "./label-span";

const STEPS = COT.split("\n\n");
const quotes = ({ session }: SampleBench): string[] => [...session.state.annotation.spans.values()].map(({ quote }) => quote);
const digit = (bench: SampleBench, n: number): void => labelStep(bench, labelByHotkey(bench.session.context.codebook.labels, n)!);
const stepOfCaret = ({ session, doc }: SampleBench): number | undefined => stepUnits(session, doc).find(({ start }) => start === session.state.cursor?.focus)?.index;

test("K9: whatever digits are pressed wherever, every step has one label at most, on exactly its characters", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 4 }), fc.boolean()), { maxLength: 30 }), (presses) => {
    const bench = sampleBench({ codebook: prmStep });
    for (const [step, n, extend] of presses) {
      if (extend) select(bench, STEPS.slice(step, step + 2).join("\n\n"));
      else caretAt(bench, STEPS[step]!);
      digit(bench, n);
    }
    const units = stepUnits(bench.session, bench.doc);
    const { spans } = bench.session.state.annotation;
    const onUnits = units.flatMap((unit) => spanOfUnit(bench.session.state.annotation, unit) ?? []);
    expect([onUnits.length, new Set(onUnits).size]).toEqual([spans.size, spans.size]);
    expect(labelledUnits(bench.session, bench.doc)).toEqual({ labelled: spans.size, units: 5 });
  }));
});

test("K9: the next step is the first without a label; what was set aside is no step", () => {
  const aside = [{ field: "cot" as const, start: 0, end: 3 }];
  const bench = sampleBench({ codebook: prmStep, excluded: aside });
  caretAt(bench, STEPS[2]!);
  digit(bench, 1);
  caretAt(bench, STEPS[1]!);
  digit(bench, 2);
  expect([quotes(bench), stepOfCaret(bench)]).toEqual([[STEPS[2], STEPS[1]], 3]);
  expect(labelledUnits(bench.session, bench.doc)).toEqual({ labelled: 2, units: 4 });
  bench.session.undo();
  expect([quotes(bench), stepOfCaret(bench)]).toEqual([[STEPS[2]], 1]);
});

test("K9: a label that wants a reason waits for it; pressed again before, it asks once more; answered, it moves on", () => {
  const bench = sampleBench({ codebook: firstError });
  caretAt(bench, STEPS[0]!);
  digit(bench, 1);
  digit(bench, 1);
  expect([quotes(bench), bench.session.state.mode]).toEqual([[STEPS[0]], { kind: "answering", attribute: "reason" }]);
  expect(answerByDigit(bench.session, 2)).toBe(true);
  goOnFromUnit(bench);
  expect([stepOfCaret(bench), bench.session.state.mode.kind]).toEqual([1, "reading"]);
});

test("K9: a selection is one section; a section over others takes their place, and one undo brings them back", () => {
  const bench = sampleBench({ codebook: deltabenchSection });
  select(bench, STEPS.slice(0, 2).join("\n\n"));
  digit(bench, 1);
  bench.session.set({ mode: { kind: "reading" }, selected: null });
  select(bench, STEPS.slice(1, 4).join("\n\n"));
  digit(bench, 1);
  expect(quotes(bench)).toEqual([STEPS.slice(1, 4).join("\n\n")]);
  bench.session.undo();
  expect(quotes(bench)).toEqual([STEPS.slice(0, 2).join("\n\n")]);
});
