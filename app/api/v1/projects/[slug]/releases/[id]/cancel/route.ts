export { stopRelease as POST } from "@/features/releases/api";
