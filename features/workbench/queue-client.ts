import { call } from "@/web/browser-call";
import type { ProblemDetails } from "@/web/problem";
import type { TraceLink } from "./opening";

const post = (slug: string, path: string, body: unknown): Promise<Response> =>
  fetch(`/api/v1/projects/${encodeURIComponent(slug)}/queue/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) });

interface Claim {
  readonly assignment: { readonly id: string };
  readonly trace: { readonly id: string };
}

/** Claims the next trace; null when the queue is done. */
export async function claimNext(slug: string): Promise<TraceLink | null | "unreachable"> {
  try {
    const response = await post(slug, "claim", {});
    if (!response.ok) return "unreachable";
    return response.status === 204 ? null : linkOf((await response.json()) as Claim);
  } catch {
    return "unreachable";
  }
}

/** Claims one ahead of the live one, so that its page can be fetched before it is wanted. Best effort: without it the next trace opens a little later. */
export async function prefetchNext(slug: string): Promise<TraceLink | null> {
  try {
    const response = await post(slug, "claim", { prefetch: true });
    return response.status === 200 ? linkOf((await response.json()) as Claim) : null;
  } catch {
    return null;
  }
}

export async function renewLease(slug: string, assignment: string): Promise<boolean> {
  try {
    return (await post(slug, `${encodeURIComponent(assignment)}/renew`, {})).ok;
  } catch {
    return false;
  }
}

/** The submitted assignment about which the question early or late is asked; null: none, or out of reach. */
export async function askedGuess(slug: string): Promise<string | null> {
  try {
    const response = await fetch(`/api/v1/projects/${encodeURIComponent(slug)}/queue/guess`, { signal: AbortSignal.timeout(20_000) });
    return response.status === 200 ? ((await response.json()) as { assignment: string }).assignment : null;
  } catch {
    return null;
  }
}

/** Whether the answer was kept. */
export async function sendGuess(slug: string, assignment: string, guess: "early" | "late" | "unsure"): Promise<boolean> {
  try {
    return (await post(slug, `${encodeURIComponent(assignment)}/guess`, { guess })).ok;
  } catch {
    return false;
  }
}

/** @returns why it could not be skipped, or null when it is */
export const skipAssignment = (slug: string, assignment: string, reason: string): Promise<ProblemDetails | null> => end(slug, assignment, "skip", { reason });

/** @returns why it could not be handed back, or null when it is */
export const handBack = (slug: string, assignment: string): Promise<ProblemDetails | null> => end(slug, assignment, "release");

async function end(slug: string, assignment: string, how: "skip" | "release", input?: object): Promise<ProblemDetails | null> {
  const answer = await call("POST", `/api/v1/projects/${encodeURIComponent(slug)}/queue/${encodeURIComponent(assignment)}/${how}`, input, AbortSignal.timeout(20_000));
  return answer.ok ? null : answer.error;
}

const linkOf = ({ assignment, trace }: Claim): TraceLink => ({ trace: trace.id, assignment: assignment.id });
