export { listDetectors as GET, runDetector as POST } from "@/features/emergence/api";
