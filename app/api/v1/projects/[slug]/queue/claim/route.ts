export { claimNext as POST } from "@/features/rounds/api";
