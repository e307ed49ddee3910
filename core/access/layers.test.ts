import { expect, test } from "vitest";
import { BLIND_FIELDS } from "./blinding";
import { seesLayer } from "./layers";
import { ROLES } from "./role";

const open = { handle: "a1🙂", hidden: new Set<never>(), finished: false };

test("H10: everybody sees the own layer, whatever is hidden", () => {
  for (const role of ROLES) expect(seesLayer("annotator:a1🙂", { ...open, role, hidden: new Set(BLIND_FIELDS) })).toBe(true);
});

test("H10: a blind round hides the layers of others from every role, and suggestions by its own word", () => {
  for (const role of ROLES) {
    for (const layer of ["annotator:a2", "gold", "imported:prm800k", "dawid-skene"]) expect(seesLayer(layer, { ...open, role, finished: true, hidden: new Set(["layers" as const]) })).toBe(false);
    expect(seesLayer("detector:cues@1", { ...open, role, hidden: new Set(["layers" as const]) })).toBe(true);
    expect(seesLayer("detector:cues@1", { ...open, role, hidden: new Set(["suggestions" as const]) })).toBe(false);
  }
});

test("H10: in an open round annotators see others only after their own work; other roles do at once", () => {
  expect(ROLES.filter((role) => seesLayer("annotator:a2", { ...open, role }))).toEqual(["viewer", "adjudicator", "researcher", "owner"]);
  expect(seesLayer("gold", { ...open, role: "annotator" })).toBe(false);
  expect(seesLayer("gold", { ...open, role: "annotator", finished: true })).toBe(true);
  expect(seesLayer("imported:prm800k", { ...open, role: "annotator" })).toBe(true);
});
