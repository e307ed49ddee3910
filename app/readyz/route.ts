export { readyz as GET } from "@/web/health";
