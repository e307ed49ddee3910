export { changeMember as PATCH } from "@/features/team/api";
