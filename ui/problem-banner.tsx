"use client";
import type { ReactNode } from "react";
import { Banner } from "./banner";
import { type Problem, useProblemWords } from "./problem-words";

/** What went wrong, in the reader's words where there are any, with the fields it names. @param nameOf what the form calls a field; null: as the server does */
export function ProblemBanner({ problem, action, nameOf = () => null }: { readonly problem: Problem; readonly action?: ReactNode; readonly nameOf?: (field: string) => string | null }) {
  const words = useProblemWords();
  const detail = words.detail(problem);
  const errors = words.errors(problem);
  return (
    <Banner tone="bad" title={words.title(problem)} action={action}>
      {detail && <p>{detail}</p>}
      {errors.length > 0 && <ul className="list-disc pl-4">{errors.map(({ field, message }) => <li key={`${field} ${message}`}>{field && <b className="font-[550]">{nameOf(field) ?? field}: </b>}{message}</li>)}</ul>}
    </Banner>
  );
}
