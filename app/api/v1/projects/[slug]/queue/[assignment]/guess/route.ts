export { answerGuess as POST } from "@/features/rounds/api";
