import { createTranslator } from "next-intl";
import type { Messages } from "next-intl";
import { expect, test } from "vitest";
import { z } from "zod";
import en from "../messages/en.json";
import zh from "../messages/zh.json";
import { checkInput } from "./input";
import { REASON_CODES, reasonInEnglish } from "./reasons";

const placesOf = (text: string): string[] => [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name!))].sort();
const english: Readonly<Record<string, string>> = en.problems.reasons;
const chinese: Readonly<Record<string, string>> = zh.problems.reasons;

test("H24: every reason of a refusal has words on the page, in English the same as the API's, in Chinese with the same in its places", () => {
  expect(Object.keys(english).sort()).toEqual([...REASON_CODES].sort());
  expect(Object.keys(chinese).sort()).toEqual([...REASON_CODES].sort());
  const t = createTranslator({ locale: "en", messages: en as Messages, namespace: "problems" });
  for (const code of REASON_CODES) {
    const params = Object.fromEntries(placesOf(english[code]!).map((name, at) => [name, at === 0 ? "🙂 <b> '{x}'" : "2"]));
    expect(t(`reasons.${code}` as "reasons.needs-owner", params)).toBe(reasonInEnglish({ code, params }));
    expect(placesOf(chinese[code]!), code).toEqual(placesOf(english[code]!));
  }
});

test("H24: what a schema wants of a field is a reason too", () => {
  const schema = z.object({ "🙂": z.number().min(1).max(9), name: z.string().min(2), list: z.array(z.string()).max(1), kind: z.enum(["a", "b"]) });
  const checked = checkInput(schema, { "🙂": 12, name: "", list: ["x", "y"], kind: "c" });
  expect(!checked.ok && checked.error.errors?.map(({ field, reason }) => [field, reason && reasonInEnglish(reason)])).toEqual([
    ["🙂", "must be at most 9"], ["name", "characters: at least 2"], ["list", "entries: at most 1"], ["kind", "must be one of a, b"],
  ]);
});
