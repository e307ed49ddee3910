export { changeUser as PATCH } from "@/features/team/api";
export { eraseUser as DELETE } from "@/features/account/api";
