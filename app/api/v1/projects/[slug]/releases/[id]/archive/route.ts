export { readArchive as GET } from "@/features/releases/api";
