export { setUp as POST } from "@/features/account/api";
