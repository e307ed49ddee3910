export { skipClaim as POST } from "@/features/rounds/api";
