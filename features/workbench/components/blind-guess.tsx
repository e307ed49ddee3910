"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { askedGuess, sendGuess } from "../queue-client";

/** In a blind round, now and then: was the trace just submitted from early or late in training? Quietly, beside the next one; the answer tests the blinding. */
export function BlindGuess({ slug }: { readonly slug: string }) {
  const t = useTranslations("workbench");
  const [assignment, setAssignment] = useState<string | null>(null);
  const [thanked, setThanked] = useState(false);
  useEffect(() => {
    let gone = false;
    void askedGuess(slug).then((asked) => { if (!gone) setAssignment(asked); });
    return () => { gone = true; };
  }, [slug]);
  if (thanked) return <span className="text-ink" role="status">{t("guess.thanks")}</span>;
  if (assignment === null) return null;
  const answer = (guess: "early" | "late" | "unsure") => void sendGuess(slug, assignment, guess).then((kept) => { if (kept) setThanked(true); });
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-ink" role="group" aria-label={t("guess.question")}>
      {t("guess.question")}
      {(["early", "late", "unsure"] as const).map((guess) => <button key={guess} type="button" className="h-6 min-w-6 rounded-s border border-line-strong bg-paper px-2 hover:bg-sunken" onClick={() => answer(guess)}>{t(`guess.${guess}`)}</button>)}
    </span>
  );
}
