import { getLocale, getTranslations } from "next-intl/server";
import type { Codebook } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";
import { Markdown } from "@/ui/markdown";
import { LabelEntry } from "./label-entry";
import { RelationTable } from "./relation-table";
import { QuestionTable } from "./question-table";

/** A codebook as its readers use it: labels with definitions and attributes, relations, questions, then the guidelines beside them. */
export async function CodebookView({ codebook }: { readonly codebook: Codebook }) {
  const [t, locale] = await Promise.all([getTranslations("codebook"), getLocale()]);
  const guidelines = inLanguage(codebook.guidelines, locale);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-12 gap-y-10 pb-16 lg:grid-cols-[minmax(0,1fr)_minmax(0,440px)]">
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-10">
        <section aria-labelledby="labels">
          <h2 id="labels" className="mb-1 font-serif text-xl">{t("labels", { count: codebook.labels.length })}</h2>
          {codebook.labels.map((label) => <LabelEntry key={label.key} label={label} locale={locale} />)}
        </section>
        {codebook.relations.length > 0 && <RelationTable codebook={codebook} locale={locale} />}
        {codebook.questions.length > 0 && <QuestionTable questions={codebook.questions} locale={locale} />}
      </div>
      <section aria-labelledby="guidelines" className="min-w-0 lg:sticky lg:top-14 lg:max-h-[calc(100dvh-72px)] lg:overflow-y-auto lg:border-l lg:border-line lg:pl-8" tabIndex={0}>
        <h2 id="guidelines" className="mb-3 font-serif text-xl">{t("guidelines")}</h2>
        {guidelines === "" ? <p className="text-ink-2">{t("noGuidelines")}</p> : <Markdown text={guidelines} />}
      </section>
    </div>
  );
}
