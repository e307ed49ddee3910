export { restoreProject as POST } from "@/features/projects/api";
