export { createProject as POST, listProjects as GET } from "@/features/projects/api";
