export { readJob as GET } from "@/features/projects/api";
