export { readTrace as GET } from "@/features/traces/api";
