export { listDeletedProjects as GET } from "@/features/projects/api";
