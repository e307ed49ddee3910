export { exportNow as GET } from "@/features/releases/api";
