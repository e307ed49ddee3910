import type { FoldRecord } from "@/core/annotation/serialize";
import type { Operation } from "@/core/annotation/operation";
import type { Refusal } from "@/core/annotation/refusal";
import type { ProblemReason } from "@/ui/problem-words";
import type { SuggestionKey } from "../suggested-spans";

/** What the server said to a batch. `unreachable` covers the network, a restart and too many requests: try again later. */
export type AppendAnswer =
  | { readonly kind: "saved"; readonly revision: number }
  | { readonly kind: "stale"; readonly revision: number; readonly missing: readonly Operation[] }
  | { readonly kind: "refused"; readonly refusal: Refusal | null; readonly detail: string }
  | { readonly kind: "signed-out" }
  | { readonly kind: "forbidden"; readonly detail: string; readonly reason?: ProblemReason }
  | { readonly kind: "unreachable"; readonly retryAfter: number | null };

export interface AnnotationEndpoint {
  append(revision: number, operations: readonly Operation[], last: boolean): Promise<AppendAnswer>;
  /** The annotation as the server holds it; null when it cannot be had now. */
  current(): Promise<FoldRecord | null>;
  read(report: ReadingReport): Promise<boolean>;
  /** Whether the server took it. */
  reject(suggestions: readonly SuggestionKey[], rejected: boolean): Promise<boolean>;
}

export interface ReadingReport {
  readonly regions: readonly { readonly field: string; readonly start: number; readonly end: number }[];
  readonly activeSeconds: number;
  readonly tab: string;
  readonly layersInView?: readonly string[];
}

/** The operations endpoint over HTTP (contract.md, "Operations protocol").
 *  @param place the annotation's address: `/api/v1/projects/{slug}/traces/{id}/annotations/mine`; @param query `?assignment=…&pass=…` or "" */
export function httpEndpoint(place: string, query: string): AnnotationEndpoint {
  const post = (path: string, body: unknown, keepalive: boolean): Promise<Response> =>
    fetch(`${place}${path}${query}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), keepalive, signal: AbortSignal.timeout(20_000) });
  return {
    async append(revision, operations, last) {
      try {
        return await answerOf(await post("/operations", { revision, operations }, last));
      } catch {
        return { kind: "unreachable", retryAfter: null };
      }
    },
    async current() {
      try {
        const response = await fetch(`${place}${query}`, { signal: AbortSignal.timeout(20_000) });
        return response.ok ? ((await response.json()) as FoldRecord) : null;
      } catch {
        return null;
      }
    },
    async reject(suggestions, rejected) {
      try {
        return (await post("/suggestions", { suggestions, rejected }, true)).ok;
      } catch {
        return false;
      }
    },
    async read(report) {
      try {
        return (await post("/reading", report, true)).ok;
      } catch {
        return false;
      }
    },
  };
}

interface ProblemBody {
  readonly detail?: string;
  readonly reason?: ProblemReason;
  readonly title?: string;
  readonly revision?: number;
  readonly missing?: readonly Operation[];
  readonly refusal?: Refusal;
}

async function answerOf(response: Response): Promise<AppendAnswer> {
  if (response.ok) return { kind: "saved", revision: ((await response.json()) as { revision: number }).revision };
  if (response.status === 401) return { kind: "signed-out" };
  if (response.status === 429 || response.status >= 500) return { kind: "unreachable", retryAfter: Number(response.headers.get("retry-after")) || null };
  const problem = (await response.json().catch(() => ({}))) as ProblemBody;
  if (response.status === 409 && problem.missing) return { kind: "stale", revision: problem.revision ?? 0, missing: problem.missing };
  const detail = problem.detail ?? problem.title ?? `HTTP ${response.status}`;
  return response.status === 422 ? { kind: "refused", refusal: problem.refusal ?? null, detail } : { kind: "forbidden", detail, ...(problem.reason ? { reason: problem.reason } : {}) };
}
