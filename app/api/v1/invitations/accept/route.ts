export { acceptInvitation as POST } from "@/features/team/api";
