export { addMember as POST, listMembers as GET } from "@/features/team/api";
