export { createUser as POST, listUsers as GET } from "@/features/team/api";
