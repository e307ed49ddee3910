export { makeResetLink as POST } from "@/features/account/api";
