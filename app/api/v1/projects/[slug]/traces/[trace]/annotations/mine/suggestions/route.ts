export { answerSuggestions as POST } from "@/features/workbench/api";
