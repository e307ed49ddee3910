import type { Localized } from "./codebook";

/** The text in the reader's language (a BCP 47 tag); English where there is no translation. */
export const inLanguage = (text: Localized, language: string): string => (language.startsWith("zh") ? text.zh ?? text.en : text.en);
