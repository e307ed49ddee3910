export { listJobs as GET } from "@/features/projects/api";
