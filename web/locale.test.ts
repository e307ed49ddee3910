import { expect, test } from "vitest";
import { localeOf } from "./locale";

test("W18: the browser's own choice wins, then the account's, then the language list, then English", () => {
  expect(localeOf(["zh", "en"], "en")).toBe("zh");
  expect(localeOf([undefined, "zh"], "en")).toBe("zh");
  expect(localeOf(["🙂", 7], "fr, zh-CN;q=0.8, en;q=0.5")).toBe("zh");
  expect(localeOf([], null)).toBe("en");
});

test("W18: the language list is read by quality, then by order; q=0 means never", () => {
  expect(localeOf([], "en;q=0.3, zh-Hant-TW;q=0.7")).toBe("zh");
  expect(localeOf([], "zh;q=0, en;q=0.1")).toBe("en");
  expect(localeOf([], "zh, en")).toBe("zh");
  expect(localeOf([], "de, fr;q=0.9")).toBe("en");
  expect(localeOf([], ";;;q=,,, zh;q=nonsense")).toBe("en");
});
