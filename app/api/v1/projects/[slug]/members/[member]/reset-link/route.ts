export { makeMemberResetLink as POST } from "@/features/account/api";
