import { api } from "./browser";
import { projectWithTrace, TRACE } from "./workbench-fixture";

const span = (id: string, label: string, quote: string, attributes: Readonly<Record<string, string>> = {}) => {
  const start = Array.from(TRACE.cot.slice(0, TRACE.cot.indexOf(quote))).length;
  return { id, field: "cot", label, start, end: start + Array.from(quote).length, quote, attributes };
};

/** A project whose trace has spans of every kind, three of them over one another, relations, and a suggestion. @returns the id of the trace */
export async function labelledTrace(origin: string, token: string, slug: string): Promise<string> {
  const trace = await projectWithTrace(origin, token, slug);
  await api(origin, token, "PUT", `/projects/${slug}/traces/${trace}/annotations/mine`, {
    revision: 0,
    spans: [
      span("br", "branching", "Let me count by the last stone.", { fate: "reaches_result" }), span("er", "error", "$a_5 = 174$", { type: "calculation" }),
      span("ve", "verification", "Wait, let me check that: $120 + 44 = 164$, not $174$.", { outcome: "finds_problem" }), span("co", "correction", "let me check that: $120 + 44 = 164$"), span("v2", "verification", "check that: $120 + 44 = 164$"),
    ],
    relations: [{ id: "r1", type: "detects", from: "ve", to: { span: "er" } }, { id: "r2", type: "branches_from", from: "br", to: { prompt: true } }],
  });
  const suggestion = { ...span("g1", "candidate_answer", "The answer is \\boxed{448}"), certainty: "sure", note: "", provenance: { origin: "suggested" } };
  await api(origin, token, "POST", `/projects/${slug}/suggestions`, { detector: { name: "boxes", version: "1" }, items: [{ traceId: trace, spans: [suggestion] }] });
  return trace;
}
