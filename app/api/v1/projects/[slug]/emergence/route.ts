export { readEmergence as GET } from "@/features/emergence/api";
