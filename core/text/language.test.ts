import { expect, test } from "vitest";
import { guessLanguage } from "./language";

test.each([
  ["Okay, so we need to find the value of x 🙂 and check that it is right.", "en"],
  ["首先，我们需要计算总和🙂，然后验证 $x = 5$ 是否正确。", "zh"],
  ["设Tom已教学为T年，Devin已教学为D年。根据题意，T + D = 70。", "zh"],
  ["まず、合計を計算しましょう。それから確認します🙂。", null],
  ["Zuerst berechnen wir die Summe über alle natürlichen Zahlen 🙂.", null],
  ["Сначала вычислим сумму 🙂.", null],
  ["$x^2 + 3 = 7$ 🙂", null],
  ["", null],
])("T20: %s", (text, language) => {
  expect(guessLanguage(text)).toBe(language);
});
