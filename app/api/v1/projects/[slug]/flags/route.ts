export { listFlags as GET } from "@/features/traces/api";
