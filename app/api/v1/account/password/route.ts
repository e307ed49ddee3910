export { updatePassword as POST } from "@/features/account/api";
