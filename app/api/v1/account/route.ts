export { readAccount as GET, updateAccount as PATCH, eraseOwnAccount as DELETE } from "@/features/account/api";
