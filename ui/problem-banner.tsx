"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "./banner";

/** A failure as the server tells it (RFC 9457): kind, English title, sentence, faulty fields. */
export interface Problem {
  readonly kind: string;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

/** What went wrong, in the reader's words where there are any for its kind, with the fields it names. */
export function ProblemBanner({ problem, action }: { readonly problem: Problem; readonly action?: ReactNode }) {
  const t = useTranslations("problems");
  const words = t.has(problem.kind) ? t(problem.kind) : problem.title;
  return (
    <Banner tone="bad" title={words} action={action}>
      {problem.detail && <p>{problem.detail}</p>}
      {problem.errors && problem.errors.length > 0 && <ul className="list-disc pl-4">{problem.errors.map((error) => <li key={`${error.field} ${error.message}`}>{error.field && <b className="font-[550]">{error.field}: </b>}{error.message}</li>)}</ul>}
    </Banner>
  );
}

/** The sentence for one field of a form, where the server named it. */
export const fieldError = (problem: Problem | null, field: string): string | undefined => problem?.errors?.find((error) => error.field === field)?.message;
