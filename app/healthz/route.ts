export { healthz as GET } from "@/web/health";
