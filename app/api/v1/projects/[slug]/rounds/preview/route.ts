export { previewRound as POST } from "@/features/rounds/api";
