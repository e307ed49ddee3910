export { listSessions as GET } from "@/features/account/api";
