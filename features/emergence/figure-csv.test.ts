import { expect, test } from "vitest";
import { figureCsv } from "./figure-csv";

const source = { fields: { model: "fir 🙂", layer: "human", analysedPrompts: 40, analysedTraces: 320, filter: "", release: "", seed: 7, plan: "c0f35c" } };

test("E24: a figure's own n stays its own beside that of the source; an empty filter or release says none", () => {
  expect(figureCsv([{ label: "wait, 🙂", traces: 12, low: null }, { label: "=1+1", traces: 3, low: 0.5 }], source)).toBe(
    "label,traces,low,model,layer,analysedPrompts,analysedTraces,filter,release,seed,plan\r\n" +
    '"wait, 🙂",12,,fir 🙂,human,40,320,none,none,7,c0f35c\r\n' +
    "'=1+1,3,0.5,fir 🙂,human,40,320,none,none,7,c0f35c\r\n");
});

test("E24: a column that figure and source both have is refused, not overwritten", () => {
  expect(() => figureCsv([{ seed: 1 }], source)).toThrow("seed");
});
