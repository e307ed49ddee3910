export { listFlags as GET } from "@/features/flags/api";
