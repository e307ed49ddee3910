export { changeUser as PATCH } from "@/features/team/api";
