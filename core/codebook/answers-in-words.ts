import type { Answer } from "../annotation/annotation";
import type { Attribute, Label, TraceQuestion } from "./codebook";
import { inLanguage } from "./localized";

/** A span's attributes in the reader's language, in the codebook's order; what the codebook does not know stays as it is, behind them. */
export function answersInWords(label: Label | undefined, attributes: Readonly<Record<string, string>>, language: string): string[] {
  const known = (label?.attributes ?? []).filter(({ key }) => attributes[key] !== undefined);
  const names = new Set(known.map(({ key }) => key));
  return [
    ...known.map((attribute) => `${inLanguage(attribute.name, language)}: ${valueInWords(attribute, attributes[attribute.key]!, language)}`),
    ...Object.entries(attributes).filter(([key]) => !names.has(key)).map(([key, value]) => `${key}: ${value}`),
  ];
}

/** A value of an attribute in the reader's language; one that the codebook does not know stays as it is. */
export function valueInWords({ values }: Attribute, value: string, language: string): string {
  const choice = values.find((one) => one.value === value);
  return choice ? inLanguage(choice.name, language) : value;
}

/** An answer to a trace question in the reader's language; null: none was given. */
export function answerInWords(question: TraceQuestion | undefined, answer: Answer, language: string): string | null {
  if (answer === null) return null;
  const choice = question?.kind === "choice" ? question.choices.find(({ value }) => value === answer) : undefined;
  return choice ? inLanguage(choice.name, language) : String(answer);
}
