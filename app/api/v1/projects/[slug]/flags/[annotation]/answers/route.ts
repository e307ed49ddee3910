export { answer as POST } from "@/features/flags/api";
