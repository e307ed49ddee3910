export { createInvitation as POST, listInvitations as GET } from "@/features/team/api";
