import { expect, test } from "vitest";
import { z } from "zod";
import { checkInput, checkQuery, queryOf } from "./input";

test("W7: each field that is not right is named by its dotted path", () => {
  const schema = z.object({ spans: z.array(z.object({ start: z.number(), label: z.string() })) });
  const checked = checkInput(schema, { spans: [{ start: 1, label: "🙂" }, { start: "2", label: 3 }] });
  expect(checked).toMatchObject({ ok: false, error: { status: 422, kind: "invalid-input" } });
  expect(!checked.ok && checked.error.errors?.map(({ field }) => field)).toEqual(["spans.1.start", "spans.1.label"]);
});

test("W7: at most twenty faults are named", () => {
  const checked = checkInput(z.array(z.number()), Array.from({ length: 500 }, () => "🙂"));
  expect(!checked.ok && checked.error.errors).toHaveLength(20);
});

test("W6: a query is a plain bag of strings; a name given twice fits no field that holds one value; __proto__ is a name like any other", () => {
  expect(queryOf("http://x/?a=%F0%9F%99%82&b=1&b=2&__proto__=z")).toEqual(Object.assign(Object.create(null), { a: "🙂", b: ["1", "2"], ["__proto__"]: "z" }));
  expect(checkInput(z.object({ b: z.string() }), queryOf("/?b=1&b=2")).ok).toBe(false);
  expect(({} as Record<string, unknown>)["z"]).toBeUndefined();
  expect(Object.keys(queryOf("/plain"))).toEqual([]);
});

test("W6: U+0000 in a query is refused by the name it stands under, whatever the schema", () => {
  const schema = z.object({ a: z.string(), b: z.union([z.string(), z.array(z.string())]).optional() });
  expect(checkQuery(schema, "/x?a=%F0%9F%99%82")).toMatchObject({ ok: true, value: { a: "🙂" } });
  expect(checkQuery(schema, "/x?a=1%00&b=2&b=%00")).toMatchObject({ ok: false, error: { status: 422, errors: [{ field: "a" }, { field: "b" }] } });
});
