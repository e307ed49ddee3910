export { renewClaim as POST } from "@/features/rounds/api";
