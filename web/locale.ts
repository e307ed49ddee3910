export const LOCALES = ["en", "zh"] as const;
export type Locale = (typeof LOCALES)[number];

/** Cookie in which the browser keeps the language that its user chose. */
export const LOCALE_COOKIE = "locale";

const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);

/** The language to speak: what was chosen here, else the best of the browser's list that the catalogue has (RFC 9110 §12.5.4), else English. */
export function localeOf(chosen: readonly unknown[], acceptLanguage: string | null): Locale {
  return chosen.find(isLocale) ?? preferred(acceptLanguage) ?? "en";
}

function preferred(acceptLanguage: string | null): Locale | undefined {
  const wanted = (acceptLanguage ?? "").split(",").slice(0, 50).map((entry, position) => {
    const [range = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
    const quality = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
    return { language: range.split("-")[0], quality: Number.isFinite(quality) ? quality : 0, position };
  });
  return wanted.filter(({ language, quality }) => quality > 0 && isLocale(language))
    .sort((a, b) => b.quality - a.quality || a.position - b.position)
    .map(({ language }) => language).find(isLocale);
}
