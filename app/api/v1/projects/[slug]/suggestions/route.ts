export { saveSuggestions as POST } from "@/features/workbench/api";
