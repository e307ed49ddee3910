export { spendResetLink as POST } from "@/features/account/api";
