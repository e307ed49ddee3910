export { askedGuess as GET } from "@/features/rounds/api";
