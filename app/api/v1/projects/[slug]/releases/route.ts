export { listReleases as GET, startRelease as POST } from "@/features/releases/api";
