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
  if (thanked) return <span className="wb-break" role="status">{t("guess.thanks")}</span>;
  if (assignment === null) return null;
  const answer = (guess: "early" | "late" | "unsure") => void sendGuess(slug, assignment, guess).then((kept) => { if (kept) setThanked(true); });
  return (
    <span className="wb-break" role="group" aria-label={t("guess.question")}>
      {t("guess.question")}
      {(["early", "late", "unsure"] as const).map((guess) => <button key={guess} type="button" className="rounded-s border border-line-strong px-1.5 hover:bg-sunken" onClick={() => answer(guess)}>{t(`guess.${guess}`)}</button>)}
    </span>
  );
}
