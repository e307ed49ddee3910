import { relative } from "node:path";
import { ROOT } from "./paths.mjs";

const MOST = 1000; // characters of a reason: the rest stands further up in the output

/** A line for each test of one of Vitest's JSON reports that failed, and for each that passed at its second try, with the reason. They stand last in the output of `npm test`, of which a CI may keep no more than the end. */
export function unhappyTests(report) {
  return (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const file = relative(ROOT, name);
    if (assertionResults.length === 0) return message ? [`  failed: ${file}: ${message.slice(0, MOST)}`] : []; // it could not be read
    return assertionResults
      .filter(({ status, failureMessages }) => status === "failed" || failureMessages.length > 0)
      .map(({ fullName, status, failureMessages }) => `  ${status === "failed" ? "failed" : "second try"}: ${file}: ${fullName}: ${(failureMessages[0] ?? "").slice(0, MOST)}`);
  });
}
