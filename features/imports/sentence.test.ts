import { createTranslator } from "next-intl";
import type { Messages } from "next-intl";
import { expect, test } from "vitest";
import { inEnglish, said, SENTENCES } from "@/core/formats/said";
import type { SaidCode } from "@/core/formats/said";
import en from "../../messages/en.json";
import zh from "../../messages/zh.json";
import { sentence } from "./sentence";

const codes = Object.keys(SENTENCES) as SaidCode[];
const english = createTranslator({ locale: "en", messages: en as Messages, namespace: "imports" });
const chinese = createTranslator({ locale: "zh", messages: zh as Messages, namespace: "imports" });
const paramsOf = (text: string): string[] => [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name!))].sort();

test("F31: every code of reading is a sentence of the page, in English the same as the API's, in Chinese with the same in its places", () => {
  expect(Object.keys(en.imports.sentences).sort()).toEqual([...codes].sort());
  expect(Object.keys(zh.imports.sentences).sort()).toEqual([...codes].sort());
  for (const code of codes) {
    const params = Object.fromEntries(paramsOf(SENTENCES[code]).map((name, at) => [name, at % 2 === 0 ? `🙂 <${name}> '{x}'` : at]));
    expect(sentence(english, { text: "", code, params })).toBe(inEnglish(said(code, params)));
    const translated = sentence(chinese, { text: "", code, params });
    for (const value of Object.values(params)) expect(translated, code).toContain(String(value));
    expect(paramsOf(zh.imports.sentences[code])).toEqual(paramsOf(SENTENCES[code]));
  }
});

test("F31: what has no code, or one that is not known, stays in English", () => {
  expect(sentence(chinese, { text: "old words 🙂" })).toBe("old words 🙂");
  expect(sentence(chinese, { text: "new words 🙂", code: "of-a-later-version", params: {} })).toBe("new words 🙂");
});
