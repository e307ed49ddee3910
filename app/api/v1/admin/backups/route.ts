export { makeBackup as POST } from "@/features/backups/api";
