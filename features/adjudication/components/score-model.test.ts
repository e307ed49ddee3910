import { expect, test } from "vitest";
import { openGroups } from "./score-model";

test("J5: what is open is listed by the number of code points in dispute, then in reading order; what is settled is not", () => {
  const group = (key: string, size: number, decision: { readonly choice: "agreed"; readonly layer: null; readonly span: null; readonly reason: "" } | null = null) => ({ key, differences: [], attributes: [], size, absent: [], members: [], decision });
  expect(openGroups({ groups: [group("a", 3), group("🙂", 9, { choice: "agreed", layer: null, span: null, reason: "" }), group("b", 7), group("c", 3)] }).map(({ key }) => key)).toEqual(["b", "a", "c"]);
});
