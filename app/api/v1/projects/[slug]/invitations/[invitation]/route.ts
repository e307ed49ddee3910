export { revokeInvitation as DELETE } from "@/features/team/api";
