import { byPrompt } from "./measured-trace";

interface PromptTrace {
  readonly prompt: string;
  readonly tokens: number;
  /** 1/π. */
  readonly weight: number;
}

/** Per prompt that has tokens at both checkpoints: its rate per 1k tokens at the later one minus that at the reference. */
export function promptDifferences<Trace extends PromptTrace>(reference: readonly Trace[], later: readonly Trace[], count: (trace: Trace) => number): number[] {
  const after = byPrompt(later);
  const rate = (traces: readonly Trace[]) => {
    const tokens = traces.reduce((sum, trace) => sum + trace.weight * trace.tokens, 0);
    return tokens > 0 ? (1000 * traces.reduce((sum, trace) => sum + trace.weight * count(trace), 0)) / tokens : null;
  };
  return [...byPrompt(reference)].flatMap(([prompt, traces]) => {
    const [from, to] = [rate(traces), rate(after.get(prompt) ?? [])];
    return from === null || to === null ? [] : [to - from];
  });
}

/** Prompts of both checkpoints that show the label at one of them only; null where a prompt has several samples, or none is shared. */
export function discordantPairs<Trace extends PromptTrace>(reference: readonly Trace[], later: readonly Trace[], count: (trace: Trace) => number): { readonly prompts: number; readonly lost: number; readonly gained: number } | null {
  const [before, after] = [byPrompt(reference), byPrompt(later)];
  const shared = [...before].flatMap(([prompt, traces]) => { const then = after.get(prompt); return then ? [[traces, then] as const] : []; });
  if (shared.length === 0 || shared.some(([from, to]) => from.length !== 1 || to.length !== 1)) return null;
  const shows = shared.map(([from, to]) => [count(from[0]!) > 0, count(to[0]!) > 0] as const);
  return { prompts: shared.length, lost: shows.filter(([from, to]) => from && !to).length, gained: shows.filter(([from, to]) => !from && to).length };
}
