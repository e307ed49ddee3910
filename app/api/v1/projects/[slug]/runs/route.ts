export { listRuns as GET } from "@/features/traces/api";
