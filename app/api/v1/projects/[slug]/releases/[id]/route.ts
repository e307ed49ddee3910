export { readRelease as GET } from "@/features/releases/api";
