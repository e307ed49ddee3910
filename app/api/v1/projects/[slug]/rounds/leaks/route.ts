export { checkLeaks as POST } from "@/features/rounds/api";
