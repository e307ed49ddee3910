export { metrics as GET } from "@/web/health";
