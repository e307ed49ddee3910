export { putDraft as PUT } from "@/features/codebook/api";
