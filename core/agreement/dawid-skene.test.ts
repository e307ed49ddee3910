import fc from "fast-check";
import { expect, test } from "vitest";
import type { ObservedLabel } from "./dawid-skene";
import { dawidSkene } from "./dawid-skene";

/** Dawid & Skene 1979, Table 1: 45 patients, anaesthetist 1 three times, then 2 to 5. */
const anaesthetists = `1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111 2223212 1211111
1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 1111111 1111111 1121121
1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222`;

const published: ObservedLabel[] = anaesthetists.split(/\s+/).flatMap((row, patient) =>
  [...row].map((label, i) => ({ unit: `patient ${patient + 1}`, annotator: String(Math.max(1, i - 1)), label })));

test("G10: the published prevalences of the anaesthetists' data", () => {
  const result = dawidSkene(published, ["1", "2", "3", "4"]);
  if ("reason" in result) throw new Error(result.reason);
  [0.3996, 0.422, 0.1118, 0.0667].forEach((prior, k) => expect(result.priors[k]).toBeCloseTo(prior, 4));
  for (const rows of Object.values(result.confusion)) for (const row of rows) expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
});

test("G10: renaming the annotators and reordering the votes changes nothing but names", () => {
  fc.assert(fc.property(fc.shuffledSubarray(published, { minLength: published.length }), (votes) => {
    const [a, b] = [dawidSkene(published, ["1", "2", "3", "4"]), dawidSkene(votes.map((vote) => ({ ...vote, annotator: `🙂${vote.annotator}` })), ["1", "2", "3", "4"])];
    if ("reason" in a || "reason" in b) throw new Error("both must be estimated");
    expect(b.logLikelihood).toBeCloseTo(a.logLikelihood, 8);
    a.priors.forEach((prior, k) => expect(b.priors[k]).toBeCloseTo(prior, 8));
  }), { numRuns: 5 });
});

test("G10: what comes out is a fixed point of the published equations, to nine digits", () => {
  const result = dawidSkene(published, ["1", "2", "3", "4"]);
  if ("reason" in result) throw new Error(result.reason);
  const patients = Object.keys(result.posterior);
  result.priors.forEach((prior, k) => expect(patients.reduce((sum, patient) => sum + result.posterior[patient]![k]!, 0) / patients.length).toBeCloseTo(prior, 10));
  for (const patient of patients) {
    const joint = result.priors.map((prior, k) => published.filter(({ unit }) => unit === patient).reduce((product, { annotator, label }) => product * result.confusion[annotator]![k]![Number(label) - 1]!, prior));
    joint.forEach((value, k) => expect(value / joint.reduce((sum, each) => sum + each, 0)).toBeCloseTo(result.posterior[patient]![k]!, 10));
  }
});

test("G10: units with the same votes, given once with their number, give what all of them give", () => {
  const patterns = new Map<string, { labels: ObservedLabel[]; count: number }>();
  for (let patient = 1; patient <= 45; patient++) {
    const labels = published.filter(({ unit }) => unit === `patient ${patient}`);
    const key = JSON.stringify(labels.map(({ annotator, label }) => [annotator, label]));
    patterns.set(key, { labels: labels.map((each) => ({ ...each, unit: key })), count: (patterns.get(key)?.count ?? 0) + 1 });
  }
  expect(patterns.size).toBeLessThan(45);
  const [all, grouped] = [dawidSkene(published, ["1", "2", "3", "4"]), dawidSkene([...patterns.values()].flatMap(({ labels }) => labels), ["1", "2", "3", "4"], new Map([...patterns].map(([key, { count }]) => [key, count])))];
  if ("reason" in all || "reason" in grouped) throw new Error("both must be estimated");
  expect(grouped.logLikelihood).toBeCloseTo(all.logLikelihood, 9);
  all.priors.forEach((prior, k) => expect(grouped.priors[k]).toBeCloseTo(prior, 10));
});

test("G1: no votes have no prevalence", () => {
  expect(dawidSkene([], ["yes", "no"])).toEqual({ reason: "no items" });
});
