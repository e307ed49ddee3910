import type { Refusal, RefusalKind } from "@/core/annotation/refusal";
import { fail } from "@/core/result";
import type { Reason } from "./reasons";

/** Every expected failure that can leave the server: the one table from kind to RFC 9457. `type` on the wire is `/problems/<kind>` and never changes. */
const PROBLEMS = {
  "malformed-body": [400, "The body cannot be read"],
  "unauthenticated": [401, "Sign in, or send a valid token"],
  "wrong-credentials": [401, "E-mail and password do not match"],
  "forbidden": [403, "Your role does not allow this"],
  "scope-too-small": [403, "The token's scope does not allow this"],
  "cross-origin": [403, "The request comes from another site"],
  "hidden-field": [403, "This field is hidden until you have submitted"],
  "wrong-setup-token": [403, "The setup token is not the one that was printed"],
  "not-found": [404, "There is nothing here that you may see"],
  "method-not-allowed": [405, "This cannot be done to what is here"],
  "stale-revision": [409, "Somebody, or another tab, was faster"],
  "conflict": [409, "This contradicts what is there"],
  "already-exists": [409, "This exists already"],
  "already-set-up": [409, "This server has been set up already"],
  "gone": [410, "This was here and is no more"],
  "upload-offset": [409, "The part does not continue where the upload stopped"],
  "too-large": [413, "The body is larger than this server accepts"],
  "unsupported-media-type": [415, "This kind of body is not accepted here"],
  "invalid-input": [422, "Some fields are not right"],
  "rate-limited": [429, "Too many requests: wait a little"],
  "internal": [500, "Something broke on the server"],
  "out-of-space": [507, "The server's disk is full"],
  "database-unavailable": [503, "The database cannot be reached just now"],
  "not-ready": [503, "The server is starting or stopping"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

/** An operation that the pure function of core refused: always 422, naming the operation (contract.md, Operations protocol). */
const REFUSALS: Readonly<Record<RefusalKind, string>> = {
  "invalid-id": "The id is not one that can be used",
  "duplicate-id": "The id is taken already in this annotation",
  "unknown-span": "There is no such span",
  "unknown-relation": "There is no such relation",
  "unknown-label": "The codebook has no such label",
  "label-not-on-field": "The label cannot be used on this field",
  "empty-range": "The range is empty",
  "out-of-range": "The range is outside the text",
  "splits-surrogate": "The range cuts a character in half: offsets are code points",
  "quote-mismatch": "The quote is not what stands at these offsets",
  "excluded-range": "This part of the text is excluded from labelling",
  "unknown-attribute": "The label has no such attribute",
  "unknown-attribute-value": "The attribute has no such value",
  "unknown-relation-type": "The codebook has no such relation",
  "relation-source-missing": "The span that the relation starts from is not there",
  "relation-target-missing": "The span that the relation points to is not there",
  "relation-source-label": "A relation of this type cannot start from this label",
  "relation-target-label": "A relation of this type cannot point to this label",
  "relation-to-itself": "A relation cannot point to its own span",
  "anchor-not-allowed": "A relation of this type cannot point to an anchor here",
  "prompt-not-allowed": "A relation of this type cannot point to the prompt",
  "span-in-use": "Relations still use this span: remove them first, in the same batch",
  "frozen-span": "The span was taken over from the behaviour pass: the truth pass leaves its label, its place and what that pass says of it as they are",
  "unknown-question": "The codebook has no such question",
  "answer-does-not-fit": "The answer does not fit its question",
  "stale-from": "What is there is not what the operation expected to find",
  "malformed-patch": "A change needs the same keys in from and to",
  "submitted": "The annotation has been submitted: reopen it first",
  "not-submitted": "The annotation has not been submitted",
  "blocked": "The project's checks block submission",
  "operation-reused": "The operation's id was used before with other content",
};

export type ProblemKind = keyof typeof PROBLEMS | RefusalKind;
export const PROBLEM_KINDS = [...Object.keys(PROBLEMS), ...Object.keys(REFUSALS)] as readonly ProblemKind[];

/** One field that is not right: `field` is a dotted path into the input, "" for the input as a whole. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  /** The message by its code, where it has one. */
  readonly reason?: Reason;
}

/** RFC 9457 members, plus whatever the kind carries (`revision`, `missing`, `errors`, …). `kind` repeats the end of `type` for programs. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly kind: ProblemKind;
  readonly detail?: string;
  /** The detail by its code, where it has one. */
  readonly reason?: Reason;
  readonly errors?: readonly FieldError[];
  readonly [member: string]: unknown;
}

/** What a caller adds: a sentence, or extension members of which `detail` is one. */
export type ProblemAddition = string | ({ readonly detail?: string; readonly reason?: Reason; readonly errors?: readonly FieldError[] } & Readonly<Record<string, unknown>>);

/** The plain object, for server actions and tests. The table's own members win over added ones of the same name. */
export function problemDetails(kind: ProblemKind, addition: ProblemAddition = {}): ProblemDetails {
  const [status, title] = isRefusal(kind) ? [422, REFUSALS[kind]] as const : PROBLEMS[kind];
  return { ...(typeof addition === "string" ? { detail: addition } : addition), type: `/problems/${kind}`, title, status, kind };
}

/** The HTTP answer: `problem("not-found")`, `problem("conflict", "why")`, `problem("stale-revision", { revision, missing })`. */
export function problem(kind: ProblemKind, addition: ProblemAddition = {}, headers: Readonly<Record<string, string>> = {}): Response {
  return problemResponse(problemDetails(kind, addition), headers);
}

export function problemResponse(details: ProblemDetails, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(details), { status: details.status, headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headersOf(details), ...headers } });
}

/** What HTTP wants said in a header for some kinds. */
function headersOf({ kind, retryAfter }: ProblemDetails): Record<string, string> {
  if (kind === "unauthenticated") return { "www-authenticate": "Bearer" };
  if (kind === "rate-limited") return { "retry-after": String(retryAfter ?? 60) };
  return kind === "database-unavailable" || kind === "not-ready" ? { "retry-after": "2" } : {};
}

/** A refused operation as members: its `type` would hide the problem's own and travels as `operationType`. `refusal` is the whole of it, for programs. */
export function refusalProblem(refusal: Refusal): Response {
  const { kind, type, ...members } = refusal;
  return problem(kind, { ...members, operationType: type, refusal });
}

/** An expected failure of a server action: `return refuse("conflict", "why")`. */
export const refuse = (kind: ProblemKind, addition: ProblemAddition = {}) => fail(problemDetails(kind, addition));

const isRefusal = (kind: ProblemKind): kind is RefusalKind => Object.hasOwn(REFUSALS, kind);
