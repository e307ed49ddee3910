import type { z } from "zod";
import { fillIn } from "@/core/text/fill-in";

/** Why a request is refused, where somebody at a page can come to it: by code, in English with {places}. The API gives the English sentence with its code and what stands in the places;
 *  the page has the same codes in its catalogue, in each language (`problems.reasons`): a test holds the two together. A code never changes its meaning. */
const REASONS = {
  // team and accounts
  "unknown-account": "no account has this address",
  "account-is-member": "the account is a member already",
  "handle-has-account": "the handle has an account already",
  "needs-owner": "a project needs an owner",
  "account-of-others": "they belong to projects of others, or administer the server: ask an admin",
  "last-admin": "this is the server's last admin: make somebody else admin first",
  "sole-owner": "a project would be left without an owner: make somebody else owner first",
  "other-address": "is not the address of this account",
  // rounds and the queue
  "codebook-unpublished": "is not a published version of this project",
  "traces-none": "the project has none of them",
  "traces-missing": "the project does not have {missing} of them",
  "not-member": "is no member",
  "cannot-annotate": "“{handle}” is no member who can annotate",
  "overlap-too-large": "is more than the {given} annotators can give",
  "gold-too-few": "{wanted} adjudicated traces are wanted, there are {given}",
  "nothing-to-sample": "nothing is left to sample",
  "too-few-annotators": "{wanted} people are wanted, but only {given} named",
  "calibration-larger-than-sample": "{wanted} are wanted, the sample has {given}",
  "pool-without-people": "hidden gold and qualification need named annotators",
  "order-spoils-estimates": "the most uncertain first is for rounds that are not for estimation",
  "round-name-taken": "there is a round “{name}” already",
  "claim-gone": "your claim has ended, and somebody else may have the trace",
  // work and its result
  "work-settled": "the trace was adjudicated or released since you submitted, or its truth pass has begun: a researcher can reopen it",
  "own-work-first": "you label this trace yourself in a blind round: submit your own work first",
  "places-open": "not settled yet: {open}",
  "gold-released": "the trace is part of a frozen release: a researcher can reopen it",
  "complete-unanimous-off": "the project's setting completeUnanimous is off",
  "group-gone": "this group is not there: an original was changed since you looked",
  "answer-gone": "nobody of this layer answered this question",
  "gold-span-gone": "the gold has no such span",
  "outside-text": "lies outside the text",
  "round-hides": "a blind round hides {field} from you until you have submitted",
  "pattern-slow": "“{pattern}” takes too long: each of its hits is looked for through the whole trace. It probably holds “.*” or the like; say what may stand there",
  // files in and out
  "import-over": "the import is over already",
  "release-over": "the release is over already: it was frozen, or it failed",
  "upload-too-large": "at most {bytes} bytes an import",
  "upload-too-many": "at most {files} files an import",
  // what a schema wants of a field
  "at-least": "must be at least {least}",
  "at-most": "must be at most {most}",
  "characters-at-least": "characters: at least {least}",
  "characters-at-most": "characters: at most {most}",
  "items-at-least": "entries: at least {least}",
  "items-at-most": "entries: at most {most}",
  "one-of": "must be one of {values}",
} as const;

export type ReasonCode = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[];

/** A code with what stands in the places of its sentence. */
export interface Reason {
  readonly code: ReasonCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export const reasonInEnglish = ({ code, params }: Reason): string => fillIn(REASONS[code], params);

/** The members of a problem that say why: `problem("conflict", because("needs-owner"))`. */
export const because = (code: ReasonCode, params: Reason["params"] = {}) => ({ detail: reasonInEnglish({ code, params }), reason: { code, params } });

/** What is not right with one field of the input. */
export const fieldReason = (field: string, code: ReasonCode, params: Reason["params"] = {}) => ({ field, message: reasonInEnglish({ code, params }), reason: { code, params } });

/** What a schema has against a value, where it is something that a form can be filled in with. */
export function reasonOfIssue(issue: z.core.$ZodIssue): Reason | null {
  if (issue.code === "invalid_value") return { code: "one-of", params: { values: issue.values.map(String).join(", ") } };
  if (issue.code === "too_small") return { code: `${unitOf(issue.origin)}at-least`, params: { least: Number(issue.minimum) } };
  if (issue.code === "too_big") return { code: `${unitOf(issue.origin)}at-most`, params: { most: Number(issue.maximum) } };
  return null;
}

const unitOf = (origin: string): "" | "characters-" | "items-" => (origin === "string" ? "characters-" : origin === "array" || origin === "set" ? "items-" : "");
