import type { TraceQuestion } from "../codebook/codebook";
import type { Annotation, Answer } from "./annotation";
import type { AnnotationContext } from "./context";
import type { Operation } from "./operation";
import type { RefusalReason } from "./refusal";

/** Why an answer to a trace question cannot be set, or null. Taking an answer back (null) always fits. */
export function refuseAnswer(held: Annotation, operation: Extract<Operation, { type: "setAnswer" }>, { codebook }: AnnotationContext): RefusalReason | null {
  const question = codebook.questions.find(({ key }) => key === operation.question);
  if (!question) return { kind: "unknown-question", question: operation.question };
  if ((held.answers.get(question.key) ?? null) !== operation.from) return { kind: "stale-from", key: question.key };
  return operation.to === null || answerFits(question, operation.to) ? null : { kind: "answer-does-not-fit", question: question.key };
}

/** Whether an answer is one that the question allows. */
export function answerFits(question: TraceQuestion, answer: Exclude<Answer, null>): boolean {
  switch (question.kind) {
    case "choice": return question.choices.some(({ value }) => value === answer);
    case "rating": return typeof answer === "number" && Number.isInteger(answer) && answer >= question.low && answer <= question.high;
    case "text": return typeof answer === "string";
    case "boolean": return typeof answer === "boolean";
  }
}
