import { useTranslations } from "next-intl";
import type { TraceQuestion } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";

/** Questions about the whole trace, with what may be answered. */
export function QuestionTable({ questions, locale }: { readonly questions: readonly TraceQuestion[]; readonly locale: string }) {
  const t = useTranslations("codebook");
  const answers = (question: TraceQuestion): string => {
    switch (question.kind) {
      case "choice": return question.choices.map((choice) => inLanguage(choice.name, locale)).join(" · ");
      case "rating": return t("rating", { low: question.low, high: question.high });
      case "text": return t("freeText");
      case "boolean": return t("yesNo");
    }
  };
  return (
    <section aria-labelledby="questions">
      <h2 id="questions" className="mb-2 font-serif text-xl">{t("questions", { count: questions.length })}</h2>
      <dl className="border-t border-line-strong text-s">
        {questions.map((question) => (
          <div key={question.key} className="grid grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto] gap-x-4 border-b border-line py-2">
            <dt className="font-[550]">{inLanguage(question.name, locale)}{question.required && <span className="ml-2 text-xs font-normal text-warn">{t("required")}</span>}</dt>
            <dd>{answers(question)}</dd>
            <dd className="text-ink-2">{question.shown ? question.pass === "truth" && t("pass.truth") : t("off")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
