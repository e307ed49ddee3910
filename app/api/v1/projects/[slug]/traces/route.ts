export { listTraces as GET } from "@/features/traces/api";
