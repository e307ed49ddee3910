"use client";
import { useTranslations } from "next-intl";

/** Why something was refused, by a code of the server's catalogue. */
export interface ProblemReason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A failure as the server tells it (RFC 9457): kind, English title, sentence, faulty fields; what has a code has words in every language. */
export interface Problem {
  readonly kind: string;
  readonly title: string;
  readonly detail?: string;
  readonly reason?: ProblemReason;
  readonly errors?: readonly { readonly field: string; readonly message: string; readonly reason?: ProblemReason }[];
}

/** Problems in the reader's words where there are any, else as the server says it. */
export function useProblemWords() {
  const t = useTranslations("problems");
  const told = (reason: ProblemReason | undefined, otherwise: string): string => (reason && t.has(`reasons.${reason.code}`) ? t(`reasons.${reason.code}`, { ...reason.params }) : otherwise);
  const title = ({ kind, title: english }: Problem): string => (t.has(kind) ? t(kind) : english);
  const detail = ({ reason, detail: english }: Problem): string | undefined => (reason || english ? told(reason, english ?? "") : undefined);
  return {
    title,
    detail,
    errors: ({ errors = [] }: Problem) => errors.map(({ field, message, reason }) => ({ field, message: told(reason, message) })),
    /** In one sentence: why, or else what kind of failure. */
    sentence: (problem: Problem): string => detail(problem) ?? title(problem),
    /** What is not right with one field of a form, where the server named it. */
    field: (problem: Problem | null, name: string): string | undefined => {
      const found = problem?.errors?.find(({ field }) => field === name);
      return found && told(found.reason, found.message);
    },
  };
}
