export { readAccount as GET, updateAccount as PATCH } from "@/features/account/api";
