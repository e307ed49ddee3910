export { changeProject as PATCH, deleteProject as DELETE, readProject as GET } from "@/features/projects/api";
