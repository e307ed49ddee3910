import { expect, test } from "vitest";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";
import { problem, PROBLEM_KINDS, problemDetails, refusalProblem } from "./problem";

test("W2: every kind has a stable type, a title and an error status, and its words in both languages", () => {
  expect(PROBLEM_KINDS.length).toBeGreaterThan(40);
  for (const kind of PROBLEM_KINDS) {
    const details = problemDetails(kind);
    expect(details).toMatchObject({ type: `/problems/${kind}`, kind });
    expect(details.title).not.toBe("");
    expect(details.status).toBeGreaterThanOrEqual(400);
    expect(Object.hasOwn(en.problems, kind), `en ${kind}`).toBe(true);
    expect(Object.hasOwn(zh.problems, kind), `zh ${kind}`).toBe(true);
  }
  expect(new Set(PROBLEM_KINDS).size).toBe(PROBLEM_KINDS.length);
});

test("W2: the answer is application/problem+json with its extension members beside the standard ones", async () => {
  const response = problem("stale-revision", { revision: 7, missing: [{ opId: "a🙂" }] }, { "retry-after": "1" });
  expect(response.status).toBe(409);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("retry-after")).toBe("1");
  expect(await response.json()).toEqual({ type: "/problems/stale-revision", title: expect.any(String), status: 409, kind: "stale-revision", revision: 7, missing: [{ opId: "a🙂" }] });
});

test("W2: a sentence becomes detail; no member can pass itself off as status or type", () => {
  expect(problemDetails("conflict", "the slug 🙂 is taken").detail).toBe("the slug 🙂 is taken");
  expect(problemDetails("not-found", { status: 200, type: "about:blank", kind: "internal" })).toMatchObject({ status: 404, type: "/problems/not-found", kind: "not-found" });
});

test("W2: a refused operation is 422 and names the operation", async () => {
  const response = refusalProblem({ opId: "op-1", type: "addSpan", kind: "out-of-range", field: "cot", start: 3, end: 99, length: 5 });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ type: "/problems/out-of-range", opId: "op-1", operationType: "addSpan", field: "cot", end: 99 });
});
