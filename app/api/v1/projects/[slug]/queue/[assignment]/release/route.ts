export { releaseClaim as POST } from "@/features/rounds/api";
