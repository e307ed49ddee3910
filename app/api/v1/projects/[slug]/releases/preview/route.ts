export { previewRelease as POST } from "@/features/releases/api";
